import { readFile } from './read-file.ts'

/**
 * A process of its own that reads one file and ends: the file comes in on standard input, what was read goes out as JSON. It is given
 * no settings and no database; whatever the file does to it, nothing else is harmed. See `readApart`.
 */
const [, , mediaType = ''] = process.argv
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
// What libraries print must not get among the answer.
console.log = console.warn = console.info = () => {}
const answer = JSON.stringify(await readFile(Buffer.concat(chunks), mediaType))
process.stdout.write(answer, () => process.exit(0))
