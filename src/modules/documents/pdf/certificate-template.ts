/** Certificates, each on a page across A4, in Typst. Words come only from `certificates.json`, as values: nothing typed is read as markup. */
export const CERTIFICATE_TEMPLATE = `
#let d = json("/certificates.json")
#let frame = rect(width: 277mm, height: 190mm, stroke: 2pt, inset: 1.5mm, rect(width: 100%, height: 100%, stroke: 0.75pt))

#set document(title: d.title, date: none)
#set page(
  width: 297mm, height: 210mm, margin: (x: 28mm, top: 20mm, bottom: 16mm),
  background: place(center + horizon, frame),
  header: if d.marker != "" {
    place(top + right, dy: 14mm, dx: -2mm, box(stroke: 0.75pt, inset: (x: 6pt, y: 2pt), text(size: 11pt, weight: "bold", d.marker)))
  },
)
#set text(font: "Tinos", size: 15pt, lang: "vi", hyphenate: false)
#set par(justify: false, leading: 5pt, spacing: 6pt)

#for (index, c) in d.certificates.enumerate() {
  if index > 0 { pagebreak() }
  align(center, {
    text(size: 14pt, weight: "bold", d.nation)
    parbreak()
    text(size: 15pt, weight: "bold", d.motto)
    v(1pt)
    line(length: 62mm, stroke: 0.75pt)
    v(5mm)
    text(size: 17pt, weight: "bold", c.givenBy)
    v(3mm)
    text(size: 16pt, style: "italic", "Tặng")
    v(2mm)
    heading(level: 1, outlined: true, text(size: 40pt, weight: "bold", c.formTitle))
    v(4mm)
    text(size: 22pt, weight: "bold", c.recipient)
    if c.ofRecipient != "" { parbreak(); text(size: 16pt, c.ofRecipient) }
    v(4mm)
    text(size: 16pt, c.merit)
  })
  place(bottom, dy: -2mm, grid(
    columns: (1fr, 110mm),
    align(left + bottom, text(size: 12pt, style: "italic", c.reference)),
    align(center, {
      text(size: 14pt, style: "italic", c.placeAndDate)
      for line in c.signing { parbreak(); text(size: 14pt, weight: "bold", line) }
      v(22mm)
      text(size: 14pt, weight: "bold", if c.signer == "" { " " } else { c.signer })
    }),
  ))
}
`
