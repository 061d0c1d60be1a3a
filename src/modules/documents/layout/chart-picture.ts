import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Twice as many points as are shown: letters stay sharp on paper. */
const SHARPNESS = 2

/**
 * A drawing as PNG, for programs that show no SVG; drawn with the typeface that comes with the system, so that every machine draws the
 * same. null on a machine for which the drawing program is not made, or for what is no drawing.
 */
export function chartPicture({ svg, widthInPixels }: { svg: string; widthInPixels: number }): Buffer | null {
  try {
    const require = createRequire(import.meta.url)
    const { Resvg } = require('@resvg/resvg-js') as typeof import('@resvg/resvg-js')
    const fonts = dirname(require.resolve('@expo-google-fonts/tinos/package.json'))
    const typeface = (name: string) => join(fonts, name, `Tinos_${name}.ttf`)
    const drawing = new Resvg(svg, {
      background: 'white',
      fitTo: { mode: 'width', value: widthInPixels * SHARPNESS },
      font: {
        loadSystemFonts: false,
        fontFiles: [typeface('400Regular'), typeface('700Bold')],
        defaultFontFamily: 'Tinos',
        sansSerifFamily: 'Tinos',
      },
    })
    return drawing.render().asPng()
  } catch {
    // The table beside the chart has its figures: a document without this picture is whole, one that is not written is none.
    return null
  }
}
