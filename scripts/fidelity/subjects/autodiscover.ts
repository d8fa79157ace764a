import { document, type Subject, testsOf, versions } from '../rows.js';

const manners = testsOf('manners');

const known = testsOf('exchange')(
  'what other virtual directories answer > Autodiscover says where EWS is, for who exists',
);
const lacking = manners('Autodiscover says what it lacks, of users and of settings');

/** SOAP Autodiscover behind the door. */
export const autodiscover: Subject = {
  title: 'Autodiscover',
  rows: [
    {
      id: 'autodiscover/settings',
      what: 'GetUserSettings: `ExternalEwsUrl`, `ExternalEwsVersion` (`15.02.2562.017`), `NoError` for the message and for each user',
      versions: versions.all,
      evidence: document('facts/ews-clients §2.1', 'openSpecs'),
      witness: known,
    },
    {
      id: 'autodiscover/header',
      what: 'Its header: `Action` `…/Autodiscover/GetUserSettingsResponse`, ServerVersionInfo with the build and `Exchange2015`',
      versions: versions.all,
      evidence: document('the elements; which Version a build names was not seen', 'openSpecs'),
      witness: lacking,
    },
    {
      id: 'autodiscover/unknown',
      what: "`InvalidUser`, `Invalid user: '…'`",
      versions: versions.all,
      evidence: document('the code; the sentence is from memory', 'openSpecs'),
      witness: lacking,
    },
    {
      id: 'autodiscover/setting',
      what: "`SettingIsNotAvailable`, `The requested setting, '…', is not available.`",
      versions: versions.all,
      evidence: document('the code; the sentence is from memory', 'openSpecs'),
      witness: lacking,
    },
  ],
};
