import { type Finding, type Recogniser, weights } from '../finding.js';
import { type PastedText, shortened } from '../pasted-text.js';
import { testOutput } from '../test-output.js';

/** What Microsoft tells admins to ignore as long as ResultType is Success (facts/oauth-outbound-admin §1.2). */
const harmless = 'The SMTP address has no mailbox associated with it.';

/** Output of Test-OAuthConnectivity, as it is; what went wrong in it others say. */
export const testDetail: Recogniser = {
  looksFor: 'output of Test-OAuthConnectivity: the Detail text or all of it, English or Spanish',
  find(text) {
    const { isDetail, succeeded } = testOutput(text);
    if (!isDetail) return [];
    return [succeeded ? success(text) : failure(text)];
  },
};

const kind = 'Detail of Test-OAuthConnectivity';

function success({ plain }: PastedText): Finding {
  const ignored = plain.includes(harmless) ? ` "${harmless}" is nothing to mind then, Microsoft says.` : '';
  return {
    kind,
    words: shortened(/(?:ResultType ?: ?Success|HTTP response message:.{0,80})/.exec(plain)?.[0] ?? ''),
    meaning: `The test succeeded: token and EWS work in this direction, from this server.${ignored}`,
    normal: true,
    causes: [],
    quoted: {},
    weight: weights.success,
  };
}

function failure({ plain }: PastedText): Finding {
  const exception = /(?:Exception|Excepción): ?.{0,300}/.exec(plain)?.[0];
  return {
    kind,
    words: shortened(exception ?? plain.slice(0, 200)),
    meaning: exception ? 'The test failed.' : 'A part of the output, in which nothing is said of an error.',
    normal: exception === undefined && !/ResultType ?: ?Error/.test(plain),
    causes: [],
    quoted: {},
    weight: weights.normal,
  };
}
