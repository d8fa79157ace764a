/** Negotiate flags (MS-NLMP §2.2.2.5), those that matter here. */
export const flag = {
  unicode: 0x0000_0001,
  oem: 0x0000_0002,
  requestTarget: 0x0000_0004,
  sign: 0x0000_0010,
  seal: 0x0000_0020,
  ntlm: 0x0000_0200,
  domainSupplied: 0x0000_1000,
  workstationSupplied: 0x0000_2000,
  alwaysSign: 0x0000_8000,
  targetIsDomain: 0x0001_0000,
  extendedSecurity: 0x0008_0000,
  targetInfo: 0x0080_0000,
  version: 0x0200_0000,
  strong: 0x2000_0000,
  keyExchange: 0x4000_0000,
  weak: 0x8000_0000,
} as const;

export function has(flags: number, wanted: number): boolean {
  return (flags & wanted) !== 0;
}
