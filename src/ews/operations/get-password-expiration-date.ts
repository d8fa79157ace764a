import {
  getPasswordExpirationDateRequest,
  getPasswordExpirationDateResponse,
} from '../../ews-schema/operations/get-password-expiration-date.js';
import { operation } from '../operation.js';

/** The last moment that .NET knows; that Exchange says so of passwords that never expire is inferred. */
const never = '9999-12-31T23:59:59.9999999';

/** GetPasswordExpirationDate (MS-OXWSGPED): the lab's accounts keep their passwords for ever. */
export const getPasswordExpirationDate = operation({
  request: getPasswordExpirationDateRequest,
  response: getPasswordExpirationDateResponse,
  answer: () => ({ ResponseClass: 'Success', ResponseCode: 'NoError', PasswordExpirationDate: never }) as const,
});
