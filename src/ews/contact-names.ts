type Said = Readonly<Record<string, unknown>>;

interface Names {
  readonly GivenName?: string;
  readonly MiddleName?: string;
  readonly Surname?: string;
  readonly Generation?: string;
  readonly Initials?: string;
  readonly Nickname?: string;
  readonly CompanyName?: string;
  readonly DisplayName?: string;
  readonly FileAs?: string;
  readonly FileAsMapping?: string;
  readonly Subject?: string;
}

function joined(parts: readonly (string | undefined)[], separator: string): string | undefined {
  const there = parts.filter((part) => part !== undefined && part !== '');
  return there.length === 0 ? undefined : there.join(separator);
}

/** By which name a contact is filed, by the ways that MS-OXWSCONT lists. */
const fileAs: Readonly<Record<string, (names: Names) => string | undefined>> = {
  LastCommaFirst: ({ Surname, GivenName, MiddleName }) => joined([Surname, joined([GivenName, MiddleName], ' ')], ', '),
  FirstSpaceLast: ({ GivenName, MiddleName, Surname }) => joined([GivenName, MiddleName, Surname], ' '),
  LastFirst: ({ Surname, GivenName, MiddleName }) => joined([Surname, GivenName, MiddleName], ' '),
  Company: ({ CompanyName }) => CompanyName,
  LastCommaFirstCompany: (names) => joined([fileAs.LastCommaFirst?.(names), names.CompanyName], '\r\n'),
  CompanyLastCommaFirst: (names) => joined([names.CompanyName, fileAs.LastCommaFirst?.(names)], '\r\n'),
  CompanyLastFirst: (names) => joined([names.CompanyName, fileAs.LastFirst?.(names)], '\r\n'),
  LastFirstCompany: (names) => joined([fileAs.LastFirst?.(names), names.CompanyName], '\r\n'),
  FirstName: ({ GivenName }) => GivenName,
  LastName: ({ Surname }) => Surname,
  DisplayName: ({ DisplayName }) => DisplayName,
};

/** What follows from a contact's names where the client has not said it. */
export function withContactNames(said: Said): Said {
  const names = said as Names;
  const { GivenName, MiddleName, Surname, Generation, Initials, Nickname } = names;
  const FileAs = names.FileAs ?? fileAs[names.FileAsMapping ?? 'None']?.(names);
  const FullName = joined([GivenName, MiddleName, Surname, Generation], ' ');
  const parts = {
    FirstName: GivenName,
    MiddleName,
    LastName: Surname,
    Suffix: Generation,
    Initials,
    FullName,
    Nickname,
  };
  const Subject = names.Subject ?? names.DisplayName ?? FullName ?? FileAs;
  const { CompleteName: _, ...rest } = said;
  return {
    ...rest,
    ...(FullName === undefined ? {} : { CompleteName: defined(parts) }),
    ...defined({ FileAs, Subject }),
  };
}

/** The members of a list, each with its key and what the server thinks of it (MS-OXWSDLIST). */
export function withMembers(said: Said): Said {
  const { Members, DisplayName, Subject } = said as {
    readonly Members?: { readonly Member?: readonly object[] };
    readonly DisplayName?: string;
    readonly Subject?: string;
  };
  const members = Members?.Member?.map((member, index) => ({ Key: String(index + 1), Status: 'Normal', ...member }));
  return {
    ...said,
    ...defined({ Members: members && { Member: members }, FileAs: DisplayName, Subject: Subject ?? DisplayName }),
  };
}

function defined(values: Said): Said {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
