import { leadOf, type ScoringOnPage, scoringOf } from '../modules/criteria/rules/typed-score.ts'

/** Points while a person types, by the very functions that the server scores with. Without this script the page tells them when it is sent. */
const place = document.querySelector<HTMLElement>('[data-scoring]')
const form = document.querySelector<HTMLFormElement>('main form.app-form')
if (place?.dataset.scoring && form) {
  const score = scoringOf(JSON.parse(place.dataset.scoring) as ScoringOnPage)
  const show = () => {
    const entered = [...new FormData(form).entries()].filter(([, value]) => typeof value === 'string')
    place.replaceChildren(...score(Object.fromEntries(entered)).map(lineOf))
  }
  form.addEventListener('input', show)
  // What a draft or the browser itself has put back is typed too.
  show()
}

function lineOf(words: string, index: number): HTMLElement {
  const line = document.createElement('p')
  line.className = 'govuk-body'
  if (index > 0) {
    line.textContent = words
    return line
  }
  const { lead, rest } = leadOf(words)
  const strong = document.createElement('strong')
  strong.textContent = lead
  line.append(strong, rest)
  return line
}
