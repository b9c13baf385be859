/**
 * Which modules share a chunk. Left alone the bundler makes one chunk per set of pages that share a module: dozens of
 * requests before the first paint. Style sheets are left out: a group would tie them to its scripts.
 */

/** What every page needs of our libraries: the pages before the sign-in load nothing else of them. */
const libraries =
  /node_modules\/(@tanstack|i18next|react-i18next|clsx|use-sync-external-store|@mantine\/(core|hooks))\//;

/** The parts of Mantine that float or belong to forms: they come with the shell. */
const popovers = /@floating-ui|Popover|Floating|Menu|Combobox|Tooltip/;
const dialogs =
  /ScrollArea|Portal|Modal|Drawer|SegmentedControl|Switch|Textarea|Overlay|Kbd|Badge|InlineInput|FocusTrap|remove-scroll/;
/** The parts that only forms behind the sign-in are made of. */
const controls = /NumberInput|react-number-format|Radio|NativeSelect|Accordion|CopyButton|Checkbox/;
const mantine =
  /node_modules\/(@mantine\/core|@floating-ui|react-remove-scroll|react-number-format)/;

/** Ours: everything that routes are made of, without their pages, which the router's plugin splits off. */
const frame =
  /\/src\/(lib|generated|app\/(routes|states|entry|owners|focus|sessionChanges))|createReactComponent/;

/** Of that, what only some pages need. */
const later = /zod\.gen|\/i18n\/de|\/lib\/(live|pdf|kinds|api\/sendFile)/;

/** What pages are built with, and the icons, which would each be a chunk of their own. */
const kit =
  /\/src\/components\/(?!MenuLink|dialog|form\/bodyForm|form\/issueText)|@tabler\/icons-react/;

function scripts(test: (id: string) => boolean): (id: string) => boolean {
  return (id) => !/\.(css|json)$/.test(id) && !id.includes('tsr-split') && test(id);
}

const isPopover = (id: string) => mantine.test(id) && popovers.test(id);
const isDialog = (id: string) => mantine.test(id) && dialogs.test(id);
const isControl = (id: string) => mantine.test(id) && controls.test(id);

export const chunkGroups = [
  {
    name: 'react',
    priority: 5,
    test: /node_modules\/(react|react-dom|scheduler)\//,
  },
  {
    name: 'ui',
    priority: 4,
    test: scripts((id) => libraries.test(id) && !isPopover(id) && !isDialog(id) && !isControl(id)),
  },
  { name: 'popovers', priority: 3, test: scripts(isPopover) },
  { name: 'dialogs', priority: 2, test: scripts(isDialog) },
  { name: 'controls', priority: 2, test: scripts(isControl) },
  {
    name: 'frame',
    priority: 1,
    test: scripts((id) => frame.test(id) && !later.test(id)),
  },
  { name: 'kit', test: scripts((id) => kit.test(id)) },
];
