import type { Cause } from '../cause.js';

export const dedicatedAppOverridesAmbiguous: Cause = {
  id: 'dedicated-app-overrides-ambiguous',
  title: 'There is more than one setting override for the dedicated hybrid app',
  part: 'client',
  explanation: "Which one counts can't be told.",
  tellApart: ['HealthChecker says "Multiple SettingOverrides detected - unable to determine status of the feature".'],
  fix: [
    { say: 'Look.', command: 'Get-SettingOverride | Format-List Name,ComponentName,SectionName,Parameters' },
    { say: 'Remove one.', command: 'Remove-SettingOverride "<override>"' },
  ],
  scenario: 'dedicated-app-overrides-ambiguous',
  sources: ['facts/oauth-outbound-admin §4.5 and §6.2 B09'],
};
