import { signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const key = 'theme';
const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Light or dark, as the reader chose; as the system has it unless told otherwise. */
export const theme = signal<Theme>(themes.find((known) => known === localStorage.getItem(key)) ?? 'system');

/** Puts the theme on the page, now and whenever it is chosen anew. */
export function applyTheme(): void {
  theme.subscribe((chosen) => {
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    localStorage.setItem(key, chosen);
  });
}

export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system';
}
