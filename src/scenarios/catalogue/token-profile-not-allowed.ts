import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onPremises } from '../steps.js';

const profiles =
  "-PSPath 'IIS:\\Sites\\Default Web Site\\EWS' -Filter \"appSettings/add[@key='OAuthHttpModule.Profiles']\" -Name value";

/** facts/oauth-outbound-admin §1.8 F15 and §6.2 D11. */
export const tokenProfileNotAllowed: Scenario = {
  id: 'token-profile-not-allowed',
  title: 'The web.config of EWS does not list the kind of token',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['webConfig'],
  teaches:
    'Which kinds of token a virtual directory takes stands in its web.config. The token may be perfect: it is not even looked at.',
  ticket: () =>
    'The web.config of EWS was restored from some backup after an update of the antivirus had eaten it. Outlook is happy again. The cloud does not get free/busy from us any more, though.',
  hints: () => [
    'The request reaches Exchange. What does the second 401 say?',
    'The diagnostics name a profile, not a claim: it is the kind of token that is not wanted.',
    'Compare OAuthHttpModule.Profiles in the web.config of EWS with that of Autodiscover.',
  ],
  cause: 'token-profile-not-allowed',
  sources: ['facts/oauth-outbound-admin §1.8 F15 and §6.2 D11', 'facts/oauth-inbound §1.3 (2020) and §1.4'],
  check: cloudAsksOnPremises,
  break: () => [
    onPremises(`Set-WebConfigurationProperty ${profiles} -Value 'S2SAppOnly|V1AppActAs|V1AppOnly|Callback'`),
  ],
  expected: () => ({
    result: 'Error',
    diagnostics: `2000001;reason="This token profile 'S2SAppActAs' is not applicable for the current protocol";error_category="invalid_token"`,
    iisStatus: [401, 401],
    looks: [
      {
        at: 'on-premises',
        type: [`(Get-WebConfigurationProperty ${profiles}).Value`],
        shows: 'S2SAppOnly|V1AppActAs',
      },
      {
        at: 'on-premises',
        type: [`(Get-WebConfigurationProperty ${profiles.replace('EWS', 'Autodiscover')}).Value`],
        shows: 'S2SAppActAs|S2SAppOnly',
      },
    ],
  }),
  mend: () => [
    onPremises(
      `Set-WebConfigurationProperty ${profiles} -Value 'S2SAppActAs|S2SAppOnly|V1AppActAs|V1AppOnly|Callback'`,
    ),
  ],
};
