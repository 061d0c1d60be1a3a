import type { ComponentChildren } from 'preact'
import { FormErrorSummary } from './error-summary.tsx'
import { type FormView, hasErrors } from './form-view.ts'
import { PageHeader } from './header.tsx'
import type { PageContext, PageLink } from './page-context.ts'

export type LayoutProps = {
  title: string
  children: ComponentChildren
  context: PageContext
  /** For wide tables and overviews; forms and texts read better in the ordinary width. */
  wide?: boolean | undefined
  backLink?: PageLink | undefined
  breadcrumbs?: readonly { href?: string | undefined; text: string }[] | undefined
  /** The form of the page: what is wrong with it goes into the title and on top of the content. */
  form?: FormView | undefined
  /** While the system works on something: the page is asked for again after so many seconds. */
  refreshInSeconds?: number | undefined
  /** A script of this page alone, one of those in `src/browser/`; the page works without it. */
  script?: 'scoring' | undefined
}

/** The frame of every page. Holds no inline script and no inline style, so that the content security policy can be strict. */
export function Layout({
  title,
  children,
  context,
  wide,
  backLink,
  breadcrumbs,
  form,
  refreshInSeconds,
  script,
}: LayoutProps) {
  const width = wide ? 'govuk-width-container app-width app-width--wide' : 'govuk-width-container app-width'
  return (
    <html lang="vi" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${form && hasErrors(form) ? 'Lỗi: ' : ''}${title} – ${context.productName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refreshInSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshInSeconds)} />}
        <meta name="theme-color" content="#0b4f4a" />
        <link rel="icon" type="image/svg+xml" href={context.assets('icon.svg')} />
        <link rel="stylesheet" href={context.assets('main.css')} />
        {!context.publicSite && <link rel="stylesheet" href={context.assets('staff.css')} />}
        {!context.publicSite && context.drafts && <DraftScript context={context} drafts={context.drafts} />}
        {script && <script type="module" src={context.assets(`${script}.js`)} />}
      </head>
      <body class={context.publicSite ? 'govuk-template__body app-public' : 'govuk-template__body'}>
        <a href="#main-content" class="govuk-skip-link">
          Đến nội dung chính
        </a>
        <PageHeader context={context} width={width} />
        {context.demonstration && <DemonstrationBanner width={width} />}
        <div class={width}>
          {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
          {backLink && (
            <nav aria-label="Trở về">
              <a href={backLink.href} class="govuk-back-link">
                {backLink.text}
              </a>
            </nav>
          )}
          <main class="govuk-main-wrapper app-main" id="main-content" tabIndex={-1}>
            {form && <FormErrorSummary form={form} />}
            {children}
          </main>
        </div>
        <PageFooter context={context} width={width} />
      </body>
    </html>
  )
}

function DraftScript({ context, drafts }: { context: PageContext; drafts: { account: string; key: string } }) {
  return (
    <>
      <meta name="draft-account" content={drafts.account} />
      <meta name="draft-key" content={drafts.key} />
      <script type="module" src={context.assets('staff.js')} />
    </>
  )
}

function DemonstrationBanner({ width }: { width: string }) {
  return (
    <aside class="app-demonstration" aria-label="Dữ liệu minh họa">
      <p class={`${width} app-demonstration__text`}>
        <strong>Dữ liệu minh họa</strong> – không phải số liệu thật của cơ quan nào, trừ các số tổng đã dẫn nguồn.
      </p>
    </aside>
  )
}

function Breadcrumbs({ items }: { items: readonly { href?: string | undefined; text: string }[] }) {
  return (
    <nav class="govuk-breadcrumbs app-breadcrumbs" aria-label="Vị trí trang">
      <ol class="govuk-breadcrumbs__list">
        {items.map(({ href, text }) => (
          <li class="govuk-breadcrumbs__list-item" key={text}>
            {href === undefined ? (
              <span aria-current="page">{text}</span>
            ) : (
              <a class="govuk-breadcrumbs__link" href={href}>
                {text}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function PageFooter({ context, width }: { context: PageContext; width: string }) {
  const links = context.footerLinks ?? []
  return (
    <footer class="app-footer">
      <div class={width}>
        {links.length > 0 && (
          <ul class="app-footer__links">
            {links.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        )}
        <p class="app-footer__name">
          <a href="/status">Tình trạng hệ thống</a>
        </p>
        <p class="app-footer__name">Hệ thống làm việc về công tác dân vận chính quyền</p>
      </div>
    </footer>
  )
}
