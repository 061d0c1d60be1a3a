import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { checkSignatures, openCertificateFile, type SignaturesChecked, signPdf } from '../modules/documents/index.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatInstant } from '../vocabulary/vietnamese.ts'
import { printJson, type Run, say, WrongUsage } from './command.ts'

export const run: Run = async (argv) => {
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      'password-file': { type: 'string' },
      output: { type: 'string' },
      field: { type: 'string', default: 'Cơ quan' },
      json: { type: 'boolean', default: false },
    },
  })
  const [act, file, ...more] = positionals
  const { key, output, field, json } = values
  const passwordFile = values['password-file']
  if (file !== undefined && more.length === 0) {
    if (act === 'check') return tell(await checkSignatures(await contentOf(file)), json)
    if (act === 'add' && key && passwordFile && output) return add({ file, key, passwordFile, output, field, json })
  }
  throw new WrongUsage(
    'Cần: signature check FILE, hoặc signature add FILE --key P12 --password-file FILE --output FILE',
  )
}

/** Answers 1 unless every signature is sound and nothing was changed after the first. */
function tell(checked: SignaturesChecked, json: boolean): number {
  if (json) printJson(checked)
  else {
    for (const { signer, issuer, signedAt, isSound, isCertificateInForce, changesAfter } of checked.signatures) {
      const at = signedAt === null ? 'không ghi thời điểm' : `lúc ${formatInstant(new Date(signedAt))}`
      const isGood = isSound && changesAfter !== 'content'
      const days = isCertificateInForce ? '' : '; chứng thư không có hiệu lực vào lúc ký'
      process.stdout.write(
        `${isGood ? 'Hợp lệ' : 'Không hợp lệ'}: ${signer}, ký ${at}, chứng thư do ${issuer} cấp${days}\n`,
      )
    }
  }
  say(VERDICTS[checked.verdict])
  return checked.verdict === 'sound' ? 0 : 1
}

const VERDICTS: Readonly<Record<SignaturesChecked['verdict'], string>> = {
  sound:
    'Các chữ ký số đều hợp lệ; nội dung không thay đổi kể từ khi ký. Chưa kiểm tra nơi cấp chứng thư có được tin cậy.',
  unsigned: 'Tệp không có chữ ký số.',
  altered: 'Tệp đã bị thay đổi sau khi ký hoặc có chữ ký số không hợp lệ.',
}

type Adding = { file: string; key: string; passwordFile: string; output: string; field: string; json: boolean }

/** The password comes from a file: what stands on the command line can be read by others on the machine. */
async function add({ file, key, passwordFile, output, field, json }: Adding): Promise<number> {
  const password = (await contentOf(passwordFile)).toString('utf8').replace(/\r?\n$/, '')
  const signing = await openCertificateFile(await contentOf(key), password)
  const signed = await signPdf(await contentOf(file), signing, {
    ...{ field, reason: 'Ký số', at: new Date(), picture: null },
  })
  await writeFile(output, signed)
  say(`Đã ghi tệp có thêm chữ ký vào ${output}.`)
  return tell(await checkSignatures(signed), json)
}

async function contentOf(path: string): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw new Refusal(
      'invalid',
      'file.unreadable',
      `Không đọc được tệp “${path}”. Hãy kiểm tra lại đường dẫn và quyền đọc.`,
    )
  })
}
