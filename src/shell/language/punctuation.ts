/** Characters that PowerShell takes for one another: pages and mails make curly quotes and long dashes. */

export const isSingleQuote = (char: string) => char !== '' && "'‘’‚‛".includes(char);
export const isDoubleQuote = (char: string) => char !== '' && '"“”„'.includes(char);
export const isDash = (char: string) => char !== '' && '-–—―'.includes(char);
export const isBlank = (char: string) => char !== '' && ' \t\u00a0\ufeff\u200b\f\v'.includes(char);
export const isLineEnd = (char: string) => char === '\n' || char === '\r';
export const isNameChar = (char: string) => /[\p{L}\p{N}_]/u.test(char);
