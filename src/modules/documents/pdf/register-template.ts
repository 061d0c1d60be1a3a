/** A register across the paper, in Typst. It takes words only from `register.json`, as values: nothing typed is ever read as markup. */
export const REGISTER_TEMPLATE = `
#let d = json("/register.json")
#let mm(number) = number * 1mm

#set document(title: d.title + " – " + d.body, date: none)
#set page(
  width: mm(d.width), height: mm(d.height),
  margin: (top: 15mm, bottom: 15mm, left: 25mm, right: 12mm),
  footer-descent: 4mm,
  footer: context {
    set text(size: 9pt)
    grid(
      columns: (1fr, auto),
      [#d.title, #d.body. #d.period],
      [Trang #counter(page).display()/#counter(page).final().first()],
    )
  },
)
#set text(font: "Tinos", size: 10pt, lang: "vi", hyphenate: false)
#set par(justify: false, leading: 3pt)

#align(center, {
  text(size: 12pt, weight: "bold", d.body)
  v(1mm)
  heading(level: 1, outlined: false, text(size: 14pt, weight: "bold", d.title))
  text(size: 11pt, style: "italic", d.period)
})
#v(3mm)
#set text(size: 9pt)
#set table.cell(breakable: false)
#table(
  columns: d.shares.map(share => share * 1fr),
  stroke: 0.5pt,
  inset: (x: 1mm, y: 3pt),
  table.header(
    ..d.headings.map(words => table.cell(align: center + horizon, text(weight: "bold", words))),
    ..range(d.headings.len()).map(at => table.cell(align: center, text(style: "italic", "(" + str(at + 1) + ")"))),
  ),
  ..d.cells,
)
#if d.empty [Không có văn bản nào vào sổ trong thời gian này.]
#d.note
`
