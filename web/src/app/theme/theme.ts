/** Mantine's theme: scales and component defaults. Colours by meaning are in tokens.css; this maps Mantine onto them. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const iris: MantineColorsTuple = [
  '#f5f5ff',
  '#e9e9fe',
  '#d3d3fc',
  '#b8b8f7',
  '#9d9df1',
  '#7777e3',
  '#5b5bd6',
  '#4c4bc0',
  '#3f3ea3',
  '#2f2e7c',
];

const inputDefaults = { size: 'sm' } as const;
const overlay = { backgroundOpacity: 0.45 };

export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 6 },
  colors: { iris },
  fontFamily: "'Inter Variable', 'Inter Fallback', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.5rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '16px', xl: '24px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '2rem' },
      h2: { fontSize: '1rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain objects instead of `Button.extend(…)`: naming a component here would load it with the entry.
  components: {
    Button: { defaultProps: { size: 'sm', fw: 550 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Anchor: { defaultProps: { underline: 'hover', inherit: true } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 } },
    TextInput: { defaultProps: inputDefaults },
    Textarea: { defaultProps: { ...inputDefaults, autosize: true, minRows: 4 } },
    // Without the placeholder that takes the first focus: a menu may hold items only (ARIA 1.2).
    Menu: {
      defaultProps: { radius: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false },
    },
    Modal: { defaultProps: { radius: 'lg', centered: true, padding: 'lg', overlayProps: overlay } },
    Drawer: { defaultProps: { overlayProps: overlay } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
});

const mapped = {
  '--mantine-color-body': 'var(--canvas)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--bad-ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-iris-light': 'var(--accent-soft)',
  '--mantine-color-iris-light-hover': 'var(--accent-soft-hover)',
  '--mantine-color-iris-light-color': 'var(--accent-ink)',
  '--mantine-color-gray-light': 'var(--sunken)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-color-gray-light-color': 'var(--ink-soft)',
  '--mantine-color-gray-subtle': 'transparent',
  '--mantine-color-gray-light-subtle-hover': 'var(--hover)',
  '--mantine-color-red-light': 'var(--bad-soft)',
  '--mantine-color-red-light-hover': 'var(--bad-soft)',
  '--mantine-color-red-light-color': 'var(--bad-ink)',
  '--mantine-color-red-filled': 'var(--bad-fill)',
  '--mantine-color-red-filled-hover': 'var(--bad-fill-hover)',
  '--mantine-color-green-light': 'var(--good-soft)',
  '--mantine-color-green-light-color': 'var(--good-ink)',
  '--mantine-color-yellow-light': 'var(--warn-soft)',
  '--mantine-color-yellow-light-color': 'var(--warn-ink)',
};

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: mapped,
  dark: mapped,
});
