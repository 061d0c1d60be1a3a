import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { servicesOf } from '../../../platform/http/request.ts'
import {
  ButtonLink,
  Details,
  type FormView,
  HiddenField,
  InsetText,
  QrCode,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { newTimeSecret, timeSecretAddress } from '../actions/time-code.ts'
import { inFours } from '../rules/second-factor.ts'

const PurposeOf = (accountId: string) => `second-factor-offer:${accountId}`
const OFFER_LIFE_IN_MINUTES = 60
const Offer = z.object({ secret: z.string(), offeredAt: z.number() })

/** A new secret, encrypted for this account, so that it can wait in the form until the first code proves that the app has it. */
export function offerSecret(app: FastifyInstance, accountId: string, now: Date): Promise<string> {
  const offer = { secret: newTimeSecret(), offeredAt: now.getTime() } satisfies z.input<typeof Offer>
  return servicesOf(app).encryption.encrypt(JSON.stringify(offer), PurposeOf(accountId))
}

/** The secret that was offered to this account within the last hour; null for anything else. */
export async function offeredSecret(
  app: FastifyInstance,
  { accountId, offer, now }: { accountId: string; offer: unknown; now: Date },
): Promise<string | null> {
  if (typeof offer !== 'string') return null
  const text = await servicesOf(app)
    .encryption.decrypt(offer, PurposeOf(accountId))
    .catch(() => null)
  const read = text === null ? undefined : Offer.safeParse(JSON.parse(text)).data
  return read && now.getTime() - read.offeredAt < OFFER_LIFE_IN_MINUTES * 60_000 ? read.secret : null
}

/** The picture for the app, the same to type by hand, and the field for the first code. */
export function SetUpFields(shown: { form: FormView; secret: string; userName: string }) {
  const { form, secret, userName } = shown
  const address = timeSecretAddress(secret, userName)
  return (
    <>
      <HiddenField form={form} name="offer" />
      <ol class="govuk-list govuk-list--number">
        <li>
          Cài một ứng dụng tạo mã trên điện thoại, ví dụ Google Authenticator, Microsoft Authenticator hoặc ứng dụng
          khác cùng chuẩn. Ứng dụng chạy không cần mạng.
        </li>
        <li>Trong ứng dụng, chọn thêm tài khoản rồi quét mã dưới đây.</li>
        <li>Nhập 6 chữ số mà ứng dụng đang hiện.</li>
      </ol>
      <p>
        <QrCode text={address} label="Mã QR để quét bằng ứng dụng tạo mã" width={260} />
      </p>
      <Details summary="Không quét được mã">
        <p class="govuk-body">
          Đang mở trang này trên chính điện thoại ấy:{' '}
          <a class="govuk-link" href={address}>
            thêm vào ứng dụng tạo mã
          </a>
          .
        </p>
        <p class="govuk-body">Hoặc nhập khóa này vào ứng dụng, chọn loại “theo thời gian”:</p>
        <p class="govuk-body">
          <code>{inFours(secret)}</code>
        </p>
      </Details>
      <CodeField form={form} label="Mã trong ứng dụng" hint="6 chữ số, đổi mới mỗi 30 giây" />
    </>
  )
}

/** A code as it is typed. */
export function CodeField({ form, label, hint }: { form: FormView; label: string; hint: string }) {
  return (
    <TextField
      form={form}
      name="code"
      label={label}
      hint={hint}
      autocomplete="one-time-code"
      spellcheck={false}
      width={20}
    />
  )
}

/** The recovery codes, the one time that they are shown. */
export function RecoveryCodes({ codes, continueAt }: { codes: readonly string[]; continueAt: string }) {
  return (
    <>
      <p class="govuk-body">
        Khi không có điện thoại bên mình, dùng một mã dưới đây thay cho mã trong ứng dụng. Mỗi mã chỉ dùng được một lần.
      </p>
      <InsetText>
        <ul class="govuk-list">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </InsetText>
      <WarningText>
        Các mã chỉ hiện một lần này. Hãy in ra hoặc chép lại và cất nơi an toàn, không để trong máy đang dùng để đăng
        nhập.
      </WarningText>
      <ButtonLink href={continueAt}>Tôi đã cất mã, tiếp tục</ButtonLink>
    </>
  )
}
