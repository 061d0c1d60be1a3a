import { parseArgs } from 'node:util'
import { checkCriteriaFile, publishedSchema, readSetText, scoreCriteriaFile } from '../modules/criteria/index.ts'
import { printJson, type Run, say, WrongUsage } from './command.ts'
import { readJsonFile, readTextFile } from './json-file.ts'

export const run: Run = async (argv) => {
  const { positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  })
  const [act, file, inputs, ...more] = positionals
  if (act === 'schema' && file === undefined) {
    printJson(publishedSchema())
    return 0
  }
  if (act === 'check' && file !== undefined && inputs === undefined) return check(file)
  if (act === 'score' && file !== undefined && inputs !== undefined && more.length === 0) return score(file, inputs)
  throw new WrongUsage('Cần: criteria check FILE, criteria score FILE INPUTS, hoặc criteria schema')
}

/** Answers 1 when the set has a mistake; doubts alone do not refuse it. */
async function check(file: string): Promise<number> {
  const answer = checkCriteriaFile(await readFileOfCriteria(file))
  printJson(answer)
  if (answer.ok) return 0
  const mistakes = answer.problems.filter((problem) => problem.severity === 'mistake')
  say(`Bộ tiêu chí còn ${mistakes.length} lỗi nên chưa dùng được. Từng lỗi được nêu ở trên.`)
  return 1
}

async function score(file: string, inputs: string): Promise<number> {
  const [set, given] = [await readFileOfCriteria(file), await readFileOfCriteria(inputs)]
  printJson(scoreCriteriaFile(set, given))
  return 0
}

async function readFileOfCriteria(path: string): Promise<unknown> {
  return /\.ya?ml$/i.test(path) ? readSetText(await readTextFile(path)) : readJsonFile(path)
}
