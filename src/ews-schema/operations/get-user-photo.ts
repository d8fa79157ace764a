import { enumeration, words, xs } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { m } from '../namespaces.js';
import { responseMessage } from '../responses.js';

/** GetUserPhoto (MS-OXWSPHOTO). */

const userPhotoSize = enumeration(
  't',
  'UserPhotoSizeType',
  words('HR48x48 HR64x64 HR96x96 HR120x120 HR240x240 HR360x360 HR432x432 HR504x504 HR648x648 HR1024xN HR1920xN'),
);

export const getUserPhotoRequest = element(
  'm',
  'GetUserPhoto',
  m.complex('GetUserPhotoType', {
    content: [
      {
        Email: xs.string,
        SizeRequested: userPhotoSize,
        TypeRequested: optional(enumeration('t', 'UserPhotoTypeType', words('UserPhoto ProfileHeaderPhoto'))),
      },
    ],
  }),
);

export const getUserPhotoResponse = element(
  'm',
  'GetUserPhotoResponse',
  m.extended('GetUserPhotoResponseMessageType', responseMessage, {
    content: [{ HasChanged: xs.boolean, PictureData: optional(xs.base64Binary) }],
  }),
);
