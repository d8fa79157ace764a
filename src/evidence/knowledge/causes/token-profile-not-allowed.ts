import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const tokenProfileNotAllowed: Cause = {
  id: 'token-profile-not-allowed',
  title: 'This kind of token is not allowed on this endpoint',
  part: 'on-premises front end',
  explanation:
    'Each application pool takes the token profiles in OAuthHttpModule.Profiles of its web.config. Either it was edited, or the caller uses an endpoint that does not take such tokens.',
  tellApart: ['The reason may name the profile, for instance S2SAppActAs.', `The same token succeeds at ${paths.ews}.`],
  fix: [
    {
      say: 'Test EWS or Autodiscover, not another endpoint.',
      command: 'Test-OAuthConnectivity -Service EWS -TargetUri https://<host> -Mailbox <mailbox> | Format-List',
    },
    {
      say: "Toggle OAuth on the back end's directory (advice of a Microsoft script).",
      command: 'Set-WebServicesVirtualDirectory "<server>\\EWS (Exchange Back End)" -OAuthAuthentication $false',
    },
    {
      say: 'And on again.',
      command: 'Set-WebServicesVirtualDirectory "<server>\\EWS (Exchange Back End)" -OAuthAuthentication $true',
    },
    { say: 'Compare OAuthHttpModule.Profiles with a healthy server and restore the web.config.' },
  ],
  scenario: 'token-profile-not-allowed',
  sources: ['facts/oauth-outbound-admin §1.8 F15, §5.5 and §6.2 D11', 'facts/oauth-inbound §1.3 (2020) and §7'],
};
