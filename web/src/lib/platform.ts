/** What the keyboard of this machine calls its command key. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
export const commandKey = isApple ? '⌘' : 'Ctrl';
