import type { Cause } from '../cause.js';

export const callbackTokenWrong: Cause = {
  id: 'callback-token-wrong',
  title: 'A callback token of an add-in is not complete, or not of this Exchange',
  part: 'client',
  explanation:
    'Exchange issues callback tokens to Outlook add-ins itself; one that is changed, incomplete or of another organisation is refused.',
  tellApart: ['The token has appctx, or ver with msexchcallback; it comes from an add-in, not from Exchange Online.'],
  fix: [
    { say: 'Have the add-in fetch a new token with getCallbackTokenAsync and send it to the server that issued it.' },
  ],
  sources: ['facts/oauth-inbound §1.3 (2004, 2012, 2013, 2014, 9001) and §3.8'],
};
