/**
 * The page of the decree in Typst. It takes words only from `document.json`, as values: nothing that a person typed is ever read as
 * markup. Sizes are those of `layout/measures.ts`; lines are as far apart as in the Word file (1,15).
 */
export const PAGE_TEMPLATE = `
#let d = json("/document.json")
#let size = d.sizes
#let pt(number) = number * 1pt
#let mm(number) = number * 1mm

#set document(title: d.title, author: d.issuer, date: none)
#set page(
  width: mm(d.page.width), height: mm(d.page.height),
  margin: (top: mm(d.page.top), bottom: mm(d.page.bottom), left: mm(d.page.left), right: mm(d.page.right)),
  header-ascent: 3mm,
  header: context {
    set par(first-line-indent: 0pt)
    if d.marker != "" {
      place(top + right, dy: 9mm, box(stroke: 0.75pt, inset: (x: 6pt, y: 2pt), text(size: pt(size.marker), weight: "bold", d.marker)))
    }
    let page-number = counter(page).get().first()
    if page-number > 1 { align(center + bottom, text(size: pt(size.pageNumber), str(page-number))) }
  },
  footer-descent: 3mm,
  footer: context {
    if d.contact != "" and here().page() == 1 {
      set par(first-line-indent: 0pt, spacing: 3pt)
      line(length: 100%, stroke: 0.75pt)
      align(center, text(size: pt(size.contact), d.contact))
    }
  },
)
#set text(font: "Tinos", size: pt(size.text), lang: "vi", top-edge: "ascender", bottom-edge: "descender", hyphenate: false)
#set par(justify: true, leading: 2.9pt, spacing: 8.9pt, first-line-indent: (amount: 12.7mm, all: true))

#let tight(body) = { set par(leading: 1.4pt, spacing: 1.4pt, first-line-indent: 0pt, justify: false); body }
#let rule(length) = line(length: pt(length), stroke: 0.75pt)
#let lines(all) = all.map(line => [#line]).join(linebreak())

#let issuer = {
  if d.superiorBody.len() > 0 { text(size: pt(size.body), lines(d.superiorBody)); parbreak() }
  text(size: pt(size.body), weight: "bold", lines(d.issuingBody))
  v(2pt)
  rule(d.issuerRule)
}
#let nation = {
  text(size: pt(size.nation), weight: "bold", d.nation)
  parbreak()
  text(size: pt(size.motto), weight: "bold", d.motto)
  v(2pt)
  rule(d.mottoRule)
}

#tight[
  #set align(center)
  #grid(
    columns: (1fr, mm(d.page.rightColumn)),
    row-gutter: 6pt,
    issuer,
    nation,
    {
      text(size: pt(size.number), d.number)
      if d.letterSummary.len() > 0 { v(6pt); text(size: pt(size.letterSummary), lines(d.letterSummary)) }
      if d.urgency != none {
        v(6pt)
        rect(
          width: mm(d.urgency.width), height: mm(d.urgency.height), stroke: 0.75pt,
          align(center + horizon, text(size: pt(size.urgency), weight: "bold", d.urgency.text)),
        )
      }
    },
    text(size: pt(size.placeAndDate), style: "italic", d.placeAndDate),
  )
]

#if d.typeTitle != none {
  tight({
    set align(center)
    set text(size: pt(size.title), weight: "bold")
    v(12pt)
    d.typeTitle
    if d.summary.len() > 0 { parbreak(); lines(d.summary) }
    v(3pt)
    rule(d.summaryRule)
    v(10pt)
  })
}

#if d.addressees.len() == 1 {
  tight({ v(12pt); align(center, d.addressees.first()); v(6pt) })
} else if d.addressees.len() > 1 {
  set par(first-line-indent: 0pt, justify: false)
  v(12pt)
  pad(left: 20mm, d.addressees.first())
  for line in d.addressees.slice(1) {
    pad(left: 20mm + 3.4 * pt(size.text), par(hanging-indent: 0.58 * pt(size.text), line))
  }
}

#if d.enacting != none {
  block(sticky: true, width: 100%, below: 12pt, tight(align(center, text(weight: "bold", lines(d.enacting.authority)))))
}
#for basis in d.legalBases { par(text(style: "italic", basis)) }
#if d.enacting != none {
  block(sticky: true, width: 100%, above: 12pt, below: 12pt, tight(align(center, text(weight: "bold", d.enacting.words))))
}

#show heading: it => block(above: 8.9pt, below: 8.9pt, sticky: true, {
  set text(size: pt(size.text), weight: if it.level < 3 { "bold" } else { "regular" })
  par(it.body)
})
#let caption(words) = if words != none {
  block(width: 100%, above: 8.9pt, below: 6pt, align(center, tight(text(weight: "bold", words))))
}
#let cell(of) = {
  let aligned = (left: left, centre: center, right: right).at(of.alignment)
  table.cell(align: aligned + horizon, breakable: false, text(weight: if of.bold { "bold" } else { "regular" }, of.text))
}

#let words-of(piece) = {
  let lead = piece.at("lead", default: none)
  if lead == none { par(piece.text) }
  else if piece.text == "" { par(text(weight: "bold", lead)) }
  else { par({ text(weight: "bold", lead); [ ]; piece.text }) }
}

#let set-pieces(pieces) = for (index, piece) in pieces.enumerate() {
  if piece.kind == "heading" {
    heading(level: piece.level, piece.text)
  } else if piece.kind == "table" {
    if piece.caption != none { block(sticky: true, above: 8.9pt, below: 5pt, caption(piece.caption)) }
    set text(size: pt(size.table))
    tight(table(
      columns: piece.shares.map(share => share * 1fr),
      stroke: 0.5pt,
      inset: (x: 1.5mm, y: 3pt),
      table.header(..piece.headings.map(cell)),
      ..piece.cells.map(cell),
    ))
  } else if piece.kind == "chart" {
    set par(first-line-indent: 0pt)
    align(center, image(bytes(piece.svg), format: "svg", width: pt(piece.width), alt: piece.description))
    caption(piece.caption)
  } else if piece.kind == "picture" {
    set par(first-line-indent: 0pt)
    align(center, image(piece.path, width: pt(piece.width), alt: piece.description))
    caption(piece.caption)
  } else if index == pieces.len() - 1 {
    block(sticky: true, words-of(piece))
  } else if piece.text == "" {
    block(sticky: true, words-of(piece))
  } else {
    words-of(piece)
  }
}

#set-pieces(d.pieces)

#let signed(by) = align(center, {
  set text(size: pt(size.signature), weight: "bold")
  lines(by.lines)
  parbreak()
  v(mm(d.signatureRoom))
  [#metadata("") #label(by.place)]
  by.name
})
#let recipients = {
  text(size: pt(size.recipientsTitle), weight: "bold", style: "italic", "Nơi nhận:")
  for line in d.recipients { parbreak(); text(size: pt(size.recipients), line) }
  if d.drafter != "" { parbreak(); text(size: pt(size.drafter), d.drafter) }
  if d.verification != none {
    v(8pt)
    grid(
      columns: (20mm, 1fr), column-gutter: 2mm, align: horizon,
      image(bytes(d.verification.picture), format: "svg", width: 20mm, alt: d.verification.description),
      { set text(size: pt(size.verification)); d.verification.words.join(linebreak()) },
    )
  }
}

#v(6pt)
#block(breakable: false, tight(grid(
  columns: (mm(d.page.recipientsColumn), 1fr),
  row-gutter: 6pt,
  ..if d.beside == none { (recipients, signed(d.signed)) } else { (signed(d.beside), signed(d.signed), recipients, []) },
)))
#context [#metadata(query(label(d.signed.place)).map(at => at.location().position())) <signature-places>]

#for appendix in d.appendices {
  // Before the page ends: the head of the next one is set before anything that stands on it.
  counter(page).update(0)
  set page(flipped: appendix.across)
  tight({
    set align(center)
    set text(size: pt(size.appendixWord))
    if appendix.hasHead {
      text(size: pt(size.text), grid(columns: (1fr, mm(d.page.rightColumn)), issuer, nation))
      v(12pt)
    }
    text(weight: "bold", appendix.word)
    parbreak()
    if appendix.title.len() > 0 {
      text(size: pt(size.appendixTitle), weight: "bold", lines(appendix.title))
      parbreak()
    }
    text(size: pt(size.text), style: "italic", appendix.belongsTo)
    v(3pt)
    rule(appendix.rule)
    v(10pt)
  })
  set-pieces(appendix.pieces)
}
`
