import { signal } from '@preact/signals';
import { keep, kept } from './browser-storage.js';

export type Theme = 'system' | 'light' | 'dark';

const key = 'theme';
const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Light or dark, as the reader chose; as the system has it unless told otherwise. */
export const theme = signal<Theme>(themes.find((known) => known === kept('localStorage', key)) ?? 'system');

/** Puts the theme on the page, now and whenever it is chosen anew. */
export function applyTheme(): void {
  theme.subscribe((chosen) => {
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    keep('localStorage', key, chosen);
  });
}

export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system';
}
