/** Failures of the catalogue in facts/oauth-outbound-admin §6.2 that have no scenario, each with the reason. */
export const leftOut: readonly { readonly failure: string; readonly why: string }[] = [
  {
    failure: 'A04: an organisation without a current auth certificate thumbprint',
    why: 'No documented cmdlet empties it; how it comes about is not known. A missing certificate (A03) fails in the same way.',
  },
  {
    failure: 'A08: an ECC certificate as auth certificate',
    why: 'Exchange’s cmdlets make none, and how signing fails with one is inferred.',
  },
  {
    failure: 'A14: publishing without a next certificate',
    why: 'The cmdlet is refused, in words that are not known, and nothing is broken then.',
  },
  {
    failure: 'A15: the previous certificate is cleared too early',
    why: 'What a partner does between two readings of the metadata is inferred.',
  },
  {
    failure: 'A19: setup of a cumulative update with an expired auth certificate',
    why: 'The lab has no setup program.',
  },
  {
    failure: 'B05: the published name is missing at the service principal',
    why: 'Only clients of modern authentication see it (AADSTS500011): the lab has no log-on of users at Entra, and Test-OAuthConnectivity passes without the name ([experiments.md](experiments.md)).',
  },
  {
    failure: 'B13: a server with an old build after the clean-up of the shared principal',
    why: 'All servers of the lab are of one build.',
  },
  {
    failure: 'C05: an ACS auth server without a realm',
    why: 'No cmdlet is known that leaves one behind.',
  },
  {
    failure: 'C09: the linked account was deleted',
    why: 'Nothing in the lab brings the account back; a missing link and a missing role are scenarios.',
  },
  {
    failure: 'D10: WSSecurity is off (the DAuth path)',
    why: 'The lab has no DAuth: federation trust and the Microsoft Federation Gateway are not built.',
  },
  {
    failure: 'D12: Extended Protection behind a proxy that bridges',
    why: 'Windows authentication is not a hybrid’s way; that the Hybrid Agent fails by it is inferred. The lab refuses such logons: [virtual-directories.md](virtual-directories.md).',
  },
  {
    failure: 'E04: a cloud mailbox without its onmicrosoft.com address (LID 33676)',
    why: 'The lab’s free/busy does not ask for the routing address yet.',
  },
  {
    failure: 'E07: "The SMTP address has no mailbox associated with it." is read as a failure',
    why: 'No scenario of its own: every healthy test shows it, [healthy](scenarios/healthy.md) too.',
  },
  {
    failure: 'E12: cross-organisation mesh (LID 39660)',
    why: 'The lab has no meeting of several organisations by connectors.',
  },
  {
    failure: 'E13: the defect of Exchange 2016 CU8',
    why: 'A defect of one build; what it did inside is not known.',
  },
];
