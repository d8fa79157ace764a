import { document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const lifetimes = testsOf('lifetimes');
const connectivity = testsOf('connectivity');

const changedKey = 'a signing key that the token service has changed';
const unloaded = lifetimes(
  'the configuration > that could never be loaded is HTTP 500 for a token, and no Bearer challenge',
);
const stays = lifetimes(
  'the configuration > stays when Active Directory is down at the time, and is tried again 30 minutes later',
);
const numbers = observed2013('facts/oauth-inbound §5');

/** What a worker process reads, keeps and forgets: certificates and configurations. */
export const workerProcess: Subject = {
  title: 'The memory of a worker process',
  rows: [
    {
      id: 'worker/asking',
      what: 'What the servers ask for tokens with (service name, auth certificate, auth servers) is loaded for 30 minutes too; -ReloadConfig and iisreset load it anew',
      versions: versions.onPremises,
      evidence: numbers,
      witness: lifetimes(
        'what a server remembers as a client > the configuration: 30 minutes, or until -ReloadConfig or iisreset',
      ),
    },
    {
      id: 'worker/iisreset',
      what: 'iisreset empties the memory of the on-premises servers; the cloud remembers',
      versions: versions.all,
      evidence: inferred('the cloud has no part in it'),
      witness: lifetimes(
        'what a server remembers as a client > iisreset is that of the on-premises servers: the cloud remembers',
      ),
    },
    {
      id: 'worker/not-loaded',
      what: 'A configuration that could never be loaded: HTTP 500 and `2000007;reason="OAuth configuration not loaded."` for a token',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4 step 4'),
      witness: unloaded,
    },
    {
      id: 'worker/not-loaded-challenge',
      what: 'Then there is no Bearer challenge: not behind that 500, nor for an empty Bearer or a request without `Authorization`, which get 401',
      versions: versions.all,
      evidence: inferred('there is no client_id to name; IIS adds challenges to a 401 only'),
      witness: unloaded,
    },
    {
      id: 'worker/directory-down',
      what: 'When Active Directory is down, the old configuration stays, and loading is tried again 30 minutes later; while there is none, every request tries',
      versions: versions.all,
      evidence: inferred('the interval of 30 minutes'),
      witness: stays,
    },
    {
      id: 'worker/daily-reading',
      what: 'Metadata of auth servers is read every 24 hours, with up to 3 retries',
      versions: versions.onPremises,
      evidence: numbers,
      witness: lifetimes(`${changedKey} > is read every 24 hours of the lab’s clock`),
    },
    {
      id: 'worker/failed-signature',
      what: 'A failed signature has the metadata read once more, at most 3 times in 24 hours; the keys count from the next load of the configuration',
      versions: versions.onPremises,
      evidence: numbers,
      witness: lifetimes(
        `${changedKey} > is read 3 times in 24 hours for failed signatures, counted anew after iisreset`,
      ),
    },
    {
      id: 'worker/own-readings',
      what: 'Certificates that the worker process reads itself stay in its memory, count beside those of the directory, and are gone after iisreset',
      versions: versions.onPremises,
      evidence: inferred(
        'that Exchange 2013 keeps these readings apart from those of the AuthAdmin servicelet, which writes the directory',
      ),
      witness: lifetimes(
        `${changedKey} > is read after a failed signature, and counts from the next load of the configuration`,
      ),
    },
    {
      id: 'worker/when-due',
      what: 'A reading begins with the request that makes it due; retries follow at once, and one after a failed signature has none',
      versions: versions.onPremises,
      evidence: inferred('the numbers alone are known: 24 hours, 3 retries, 3 extra readings'),
      witness: lifetimes(
        'the memory of metadata > reads one at a time, retries a daily reading 3 times, and remembers why it failed',
      ),
    },
    {
      id: 'worker/refresh',
      what: '`Set-AuthServer -RefreshAuthMetadata` reads the metadata into the directory; it counts after the next load (Microsoft: about 15 minutes) or iisreset',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §5', 'freeBusy', 'hma'),
      witness: lifetimes(
        `${changedKey} > is mended by Set-AuthServer -RefreshAuthMetadata and iisreset, or 30 minutes`,
      ),
    },
    {
      id: 'worker/new-url',
      what: '`Set-AuthServer -AuthMetadataUrl` reads the new document at once',
      versions: versions.onPremises,
      evidence: inferred('New-AuthServer does'),
      witness: testsOf('shell')('every cmdlet does its work'),
    },
    {
      id: 'worker/renewal',
      what: 'An actor token is renewed in the background when less than two thirds of its life (16 of 24 hours) remain',
      versions: versions.all,
      evidence: inferred('"below 2/3 lifetime" (facts/oauth-inbound §5) could also mean that two thirds are over'),
      witness: connectivity(
        'the token cache > renews an actor token in the background once less than two thirds of its life remain',
      ),
    },
    {
      id: 'worker/renewal-failed',
      what: 'A renewal that fails is tried again after 10 minutes; the old token is used meanwhile',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §5, client side: a failed request is not retried for 10 minutes'),
      witness: connectivity(
        'the token cache > a renewal that fails is tried again after 10 minutes; the old token is used meanwhile',
      ),
    },
  ],
};
