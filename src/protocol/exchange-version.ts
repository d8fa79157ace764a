/** The Exchange versions a lab can play. Two personalities are known: 2013, and newer (facts/oauth-inbound §0). */
export const exchangeVersions = ['2013', '2016', '2019', 'SE'] as const;
export type ExchangeVersion = (typeof exchangeVersions)[number];

/** Who says something on the wire: its build, and whether it is Exchange Online. */
export interface Speaker {
  readonly exchangeVersion: ExchangeVersion;
  readonly side: 'OnPremises' | 'Cloud';
}

/** Exchange Online, which speaks as the newest version does. */
export const exchangeOnline: Speaker = { exchangeVersion: 'SE', side: 'Cloud' };

/** Exchange 2013 has words of its own; the newer versions and Exchange Online share theirs (facts/oauth-inbound §0). */
export function speaksNewer({ exchangeVersion, side }: Speaker): boolean {
  return side === 'Cloud' || exchangeVersion !== '2013';
}

/**
 * The first builds that know the dedicated hybrid application, by `major.minor.build`, as their revision
 * (facts/oauth-outbound-admin §3.8): SE, 2019 CU15 and CU14, 2016 CU23.
 */
const dedicatedApplicationRevisions: Readonly<Record<string, number>> = {
  '15.2.2562': 17,
  '15.2.1748': 24,
  '15.2.1544': 25,
  '15.1.2507': 55,
};

/** Can this version come to Exchange Online as the dedicated hybrid application? The lab's Exchange 2019 is too old for it. */
export function knowsDedicatedApplication(version: ExchangeVersion): boolean {
  const { major, minor, build, revision } = exchangeBuilds[version];
  const first = dedicatedApplicationRevisions[`${major}.${minor}.${build}`];
  return first !== undefined && revision >= first;
}

/** Build number of a version and what shows it on the wire. */
export interface ExchangeBuild {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
  readonly revision: number;
  /** `Server` header of the Windows it runs on. */
  readonly server: string;
  /** Version attribute of EWS's ServerVersionInfo. */
  readonly schemaVersion: string;
}

/**
 * Builds: 2013 CU23 (facts/oauth-inbound §0), 2016 CU23 (facts/ews-clients §1.3), 2019 CU14 (facts/oauth-inbound §2.3 D),
 * SE (facts/oauth-outbound-admin §3.8). Schema version V2017_07_11 was seen for 15.1 and 15.2; for 2013 it is inferred.
 */
export const exchangeBuilds: Readonly<Record<ExchangeVersion, ExchangeBuild>> = {
  '2013': { major: 15, minor: 0, build: 1497, revision: 2, server: 'Microsoft-IIS/8.5', schemaVersion: 'V2_23' },
  '2016': {
    major: 15,
    minor: 1,
    build: 2507,
    revision: 57,
    server: 'Microsoft-IIS/10.0',
    schemaVersion: 'V2017_07_11',
  },
  '2019': {
    major: 15,
    minor: 2,
    build: 1544,
    revision: 11,
    server: 'Microsoft-IIS/10.0',
    schemaVersion: 'V2017_07_11',
  },
  SE: { major: 15, minor: 2, build: 2562, revision: 17, server: 'Microsoft-IIS/10.0', schemaVersion: 'V2017_07_11' },
};

/** Flags, major and minor version and build number in the bits of one number, as Exchange hands versions around. */
export function packedVersion({ major, minor, build }: ExchangeBuild): number {
  return 0x7000_8000 + major * 0x40_0000 + minor * 0x1_0000 + build;
}
