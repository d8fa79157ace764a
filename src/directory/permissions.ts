import type { Dated } from './dated.js';
/** Who may do what: role assignments, authentication policies, permissions on folders. Plain data. */

/** Get-ManagementRoleAssignment: a role that an account has. */
export interface ManagementRoleAssignment extends Dated {
  readonly name: string;
  readonly guid: string;
  readonly role: string;
  /** The account, as `domain/Users/name`. */
  readonly roleAssignee: string;
}

/** Get-AuthenticationPolicy. On-premises its switches block, in Exchange Online they allow Basic authentication. */
export interface AuthenticationPolicy extends Dated {
  readonly name: string;
  readonly guid: string;
  /** Those that are on, as `BlockModernAuthWebServices` or `AllowBasicAuthImap`. */
  readonly switches: readonly string[];
}

/** Get-MailboxFolderPermission: what one user, or everybody else (Default, Anonymous), may do in a folder. */
export interface FolderPermission {
  readonly user: string;
  readonly accessRights: readonly string[];
}
