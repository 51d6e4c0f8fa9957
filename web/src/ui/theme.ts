import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core'

const brand = Array.from({ length: 10 }, (_, at) => `var(--brand-${at})`) as unknown as MantineColorsTuple

const gray: MantineColorsTuple = [
  '#f6f7f9',
  '#eef0f3',
  '#e2e5ea',
  '#d3d8df',
  '#b3bac5',
  '#8d96a3',
  '#646e7c',
  '#4b5460',
  '#343b45',
  '#20252c',
]
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#c3c9d1',
  '#9aa3af',
  '#6d7683',
  '#454d58',
  '#353c46',
  '#262c34',
  '#1d2127',
  '#171a1f',
  '#101216',
]

const closeButton = { closeButtonProps: { 'aria-label': 'Close' } }

const title = { title: { fontWeight: 650, fontSize: '1rem' } }

/** One look for every screen; the tenant's colour arrives through the --brand variables. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 8,
  colors: { brand, gray, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input)
    const isBrand = input.color === undefined || input.color === 'brand' || input.color === input.theme.primaryColor
    if (input.variant !== 'filled' || !isBrand) return colours
    const hover = 'color-mix(in oklab, var(--brand-fill), var(--brand-on-fill) 12%)'
    return { ...colours, background: 'var(--brand-fill)', hover, color: 'var(--brand-on-fill)', hoverColor: 'var(--brand-on-fill)' }
  },
  components: {
    Modal: { defaultProps: { ...closeButton, centered: true }, styles: title },
    Drawer: { defaultProps: { ...closeButton, position: 'right' }, styles: title },
    Alert: { defaultProps: { closeButtonLabel: 'Dismiss' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'sm' } },
    Card: { defaultProps: { withBorder: true, padding: 'md' } },
    Paper: { defaultProps: { withBorder: true } },
    Tooltip: { defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: true } } },
    Anchor: { defaultProps: { underline: 'hover' } },
    // Named, because a button without a variant takes its ground from the theme and not from the resolver above.
    Button: { defaultProps: { variant: 'filled' } },
    ActionIcon: { defaultProps: { variant: 'filled' } },
    Badge: { defaultProps: { variant: 'filled', tt: 'none', fw: 600 } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right' } },
  },
})
