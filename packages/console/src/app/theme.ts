// The look: colors, type and the defaults of the library's parts. app.css has what a theme can't say.

import { createTheme, type MantineColorsTuple, rem } from '@mantine/core'
import { texts } from '../texts/index.ts'

const BLUE: MantineColorsTuple = [
  ...([
    '#eef2ff',
    '#dfe6ff',
    '#bccbff',
    '#96adff',
    '#7491fb',
    '#5578f0',
    '#3a5fe0',
    '#2348c4',
    '#1b3aa3',
    '#142c80',
  ] as const),
]
/** Cool greys; the darkest are the surfaces of the dark theme. */
const DARK: MantineColorsTuple = [
  ...([
    '#e8eaef',
    '#b8bfca',
    '#98a1b0',
    '#6c7686',
    '#3a4250',
    '#2a303b',
    '#1f242d',
    '#181c23',
    '#12151b',
    '#0c0e12',
  ] as const),
]

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { brand: BLUE, dark: DARK },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(22), lineHeight: '1.3' },
      h2: { fontSize: rem(16), lineHeight: '1.4' },
      h3: { fontSize: rem(14), lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: rem(12), sm: rem(13.5), md: rem(14.5), lg: rem(16), xl: rem(20) },
  defaultRadius: 'md',
  radius: { xs: rem(3), sm: rem(5), md: rem(8), lg: rem(12), xl: rem(20) },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        ...{ centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.4, blur: 2 } },
        closeButtonProps: { 'aria-label': texts.common.close },
        // The header of a dialog is not a banner of the page.
        attributes: { header: { role: 'none' } },
      },
    },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250 } },
  },
})
