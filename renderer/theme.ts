/** Colours, type and spacing of the app: neutral greys, one accent, and a meaning for every other colour. */
import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { channelLooks } from '../shared/channel-look.ts'

const accent: MantineColorsTuple = [
  '#eef1fc',
  '#dce1f8',
  '#b9c3f1',
  '#9caaf0',
  '#8596ec',
  '#5f72da',
  '#4a5cc7',
  '#3d4db0',
  '#334194',
  '#283373',
]

const gray: MantineColorsTuple = [
  '#f6f7f8',
  '#eef0f2',
  '#e3e6e9',
  '#d3d8dc',
  '#b6bdc4',
  '#858f99',
  '#5b646e',
  '#434b54',
  '#2d343b',
  '#1b2026',
]

const dark: MantineColorsTuple = [
  '#e6e9ec',
  '#c3cad1',
  '#9ca6b0',
  '#78838e',
  '#3a4249',
  '#2d343a',
  '#22282d',
  '#1a1f23',
  '#121518',
  '#0c0e10',
]

/** Vermilion: worse, failed, destructive. Stands in for red, which colour-blind readers confuse with green. */
const vermilion: MantineColorsTuple = [
  '#fdf0ea',
  '#fadfd2',
  '#f6bfa6',
  '#f79e78',
  '#ff8f61',
  '#dd6026',
  '#c64f14',
  '#b0430d',
  '#8f370c',
  '#6f2c0c',
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark, red: vermilion },
  black: '#1b2026',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  // Five sizes: 28 headline value, 20 page title, 16 section, 14 body, 12 notes.
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.45', xl: '1.35' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.35' },
      h2: { fontSize: '1rem', lineHeight: '1.45' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.3 },
        transitionProps: { duration: 150, transition: 'fade' },
      },
    },
    Drawer: {
      defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.3 }, transitionProps: { duration: 160 } },
    },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    // Lists of zones and countries are long: they exist only while they are open.
    Combobox: { defaultProps: { keepMounted: false, shadow: 'md', transitionProps: { duration: 120 } } },
  },
})

/**
 * Variables beside Mantine's own. `page` is behind everything, Mantine's `body` is the surface of cards and bars. Text
 * colours keep a contrast of at least 4.5 on both.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--pl-content-width': '1440px',
    ...Object.fromEntries(Object.entries(channelLooks).map(([name, look]) => [`--pl-channel-${name}`, look.colour])),
  },
  light: {
    '--pl-page': gray[0],
    '--pl-line': gray[2],
    '--pl-raised': gray[1],
    '--pl-better': '#00736a',
    '--pl-worse': '#b0430d',
    '--pl-unclear': gray[6],
    '--mantine-color-dimmed': gray[6],
    '--mantine-color-placeholder': '#68717b',
    '--mantine-color-error': '#b0430d',
    '--mantine-color-anchor': accent[7],
  },
  dark: {
    '--pl-page': dark[8],
    '--pl-line': dark[5],
    '--pl-raised': dark[6],
    '--pl-better': '#43c7b5',
    '--pl-worse': '#ff8f61',
    '--pl-unclear': dark[2],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': '#8d97a1',
    '--mantine-color-error': '#ff8f61',
    '--mantine-color-anchor': accent[3],
    '--mantine-color-accent-light': 'rgba(133, 150, 236, 0.16)',
    '--mantine-color-accent-light-hover': 'rgba(133, 150, 236, 0.24)',
    '--mantine-color-accent-light-color': accent[2],
  },
})
