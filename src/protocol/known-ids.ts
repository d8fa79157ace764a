import { foldCase, parseQualifiedId } from './audience.js';
import {
  acsIssuerId,
  exchangeApplicationId,
  lyncApplicationId,
  outlookMobileApplicationId,
  sharePointApplicationId,
} from './well-known.js';

/** Applications and issuers that are the same in every organisation (facts/oauth-inbound §3, "Well-known ids", §3.6). */
const names: Readonly<Record<string, string>> = {
  [exchangeApplicationId]: 'Exchange, on-premises and Online',
  [sharePointApplicationId]: 'SharePoint',
  [lyncApplicationId]: 'Skype for Business (Lync)',
  [acsIssuerId]: 'Access Control Service (ACS)',
  '00000001-0002-0000-c000-000000000000': 'Access Control Service (ACS) of the Chinese cloud',
  '00000002-0000-0000-c000-000000000000': 'Azure AD Graph',
  '7557eb47-c689-4224-abcf-aef9bd7573df': 'Teams Scheduler',
  'db7de2b5-2149-435e-8043-e080dd50afae': 'Cloud Voicemail',
  [outlookMobileApplicationId]: 'Outlook mobile',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c': 'Microsoft Office',
};

/** Does the id belong to a token service of that kind, in whichever cloud? */
export function isAccessControlService(id: string): boolean {
  return knownIdName(id)?.startsWith('Access Control Service') ?? false;
}

/** Who has this application id. */
export function knownIdName(id: string): string | undefined {
  const folded = foldCase(id);
  return Object.hasOwn(names, folded) ? names[folded] : undefined;
}

/** Who is meant by `id`, `id@realm` or `id/host@realm`. */
export function nameOfId(value: string): string | undefined {
  return knownIdName(parseQualifiedId(value)?.id ?? value);
}
