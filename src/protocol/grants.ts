/** What a V1 token can grant: `scp` for a user, `roles` for an application (facts/oauth-inbound §1.4, V1 act-as). */
export const knownScopes: ReadonlySet<string> = new Set([
  ...['user_impersonation', 'full_access', 'EWS.AccessAsUser.All', 'EAS.AccessAsUser.All'],
  ...['Mail.Read', 'Mail.Write', 'Mail.Send', 'Calendars.Read', 'Calendars.Write', 'Contacts.Read', 'Contacts.Write'],
]);

/** Those that open Exchange Web Services; the others are for REST and ActiveSync (which is which is inferred from the names). */
export const ewsScopes: ReadonlySet<string> = new Set(['user_impersonation', 'full_access', 'EWS.AccessAsUser.All']);

/**
 * The role that opens EWS to an application: `full_access` on-premises (`full_access_as_app` gets "not enough scope"
 * there: Garethp/php-ews issue 222), `full_access_as_app` in Exchange Online (facts/oauth-inbound §3.9).
 */
export const ewsRoles = { OnPremises: 'full_access', Cloud: 'full_access_as_app' } as const;
