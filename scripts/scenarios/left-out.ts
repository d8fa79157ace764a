/** Failures of the catalogue in facts/oauth-outbound-admin §6.2 that have no scenario, each with the reason. */
export const leftOut: readonly { readonly failure: string; readonly why: string }[] = [
  {
    failure: 'A19: setup of a cumulative update with an expired auth certificate',
    why: 'The lab has no setup program.',
  },
  {
    failure: 'B13: a server with an old build after the clean-up of the shared principal',
    why: 'All servers of the lab are of one build.',
  },
  {
    failure: 'B15: the application is not in EwsAllowedAppIDs',
    why: 'Announced for October 2026; what Exchange Online answers is not known.',
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
