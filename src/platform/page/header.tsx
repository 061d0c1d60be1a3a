import type { PageContext } from './page-context.ts'

/**
 * The head of the page: whose system this is, who is signed in, where one can go.
 * On a phone the navigation folds into a `details`, which needs no script; style sheets show one of the two.
 */
export function PageHeader({ context, width }: { context: PageContext; width: string }) {
  const folds = context.navigation.length > 0 || context.official !== null
  return (
    <header class="app-header">
      <div class={`${width} app-header__bar`}>
        <a class="app-header__product" href="/">
          <Mark />
          <span>{context.productName}</span>
        </a>
        {context.headLink && <HeadLink {...context.headLink} />}
        {context.official && (
          <div class="app-header__person">
            <SignedIn context={context} />
          </div>
        )}
      </div>
      {folds && (
        <details class="app-menu">
          <summary class="app-menu__summary">
            <span class={width}>Danh mục</span>
          </summary>
          <div class={`${width} app-menu__content`}>
            <Navigation context={context} />
            {context.official && <SignedIn context={context} />}
          </div>
        </details>
      )}
      {context.navigation.length > 0 && (
        <div class="app-header__navigation">
          <div class={width}>
            <Navigation context={context} />
          </div>
        </div>
      )}
    </header>
  )
}

/** Beyond that nobody counts. */
const MOST_COUNTED = 99

/** Also on a phone, where the rest is folded: what is new must be seen without looking for it. */
function HeadLink({ href, text, count }: NonNullable<PageContext['headLink']>) {
  return (
    <a class="app-header__notices" href={href}>
      {text}
      {count > 0 && (
        <>
          {' '}
          <span class="app-header__count">
            {count > MOST_COUNTED ? `hơn ${MOST_COUNTED}` : count}
            <span class="govuk-visually-hidden"> chưa đọc</span>
          </span>
        </>
      )}
    </a>
  )
}

function Navigation({ context }: { context: PageContext }) {
  return (
    <nav class="app-navigation" aria-label="Danh mục chính">
      <ul class="app-navigation__list">
        {context.navigation.map(({ href, text, current }) => (
          <li class="app-navigation__item" key={href}>
            <a class="app-navigation__link" href={href} aria-current={current ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SignedIn({ context: { official, signOutToken } }: { context: PageContext }) {
  if (official === null) return null
  return (
    <div class="app-signed-in">
      <p class="app-signed-in__who">
        <a class="app-signed-in__account" href="/account">
          {official.fullName}
        </a>
        <span class="app-signed-in__post">
          {official.postTitle}, {official.unitName}
        </span>
      </p>
      {signOutToken !== undefined && (
        <form method="post" action="/sign-out" class="app-signed-in__form">
          <input type="hidden" name="_token" value={signOutToken} />
          <button type="submit" class="app-signed-in__button">
            Đăng xuất
          </button>
        </form>
      )}
    </div>
  )
}

/** Our own mark, the same drawing as `icon.svg`: words heard, and the matter settled. */
function Mark() {
  return (
    <svg class="app-header__mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path fill="#fff" d="M7 4h18a4 4 0 0 1 4 4v11a4 4 0 0 1-4 4H15l-7 6v-6H7a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z" />
      <path
        fill="none"
        stroke="#0b4f4a"
        stroke-width="3"
        stroke-linecap="round"
        stroke-linejoin="round"
        d="m10 13.5 4.3 4.3L22.500 9.500"
      />
    </svg>
  )
}
