import { z } from "zod";
import { byteLength } from "./byte-length.ts";
import { limits } from "./limits.ts";

const { min, max } = limits.passwordBytes;

// The most used passwords of eight and more characters in published breach lists.
const common = new Set(
  `12345678 123456789 1234567890 password password1 password12 password123 passw0rd p@ssw0rd p@ssword qwertyuiop
  qwerty123 qwerty12 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx q1w2e3r4 qazwsxedc asdfghjkl asdfasdf abcd1234 abc12345
  abcdefgh a1b2c3d4 aa123456 11111111 111111111 00000000 88888888 12341234 123123123 87654321 987654321 9876543210
  123qwe123 1234qwer qwer1234 iloveyou iloveyou1 sunshine princess football baseball superman trustno1 starwars
  welcome1 welcome123 letmein1 letmein123 monkey123 dragon123 shadow123 master123 admin123 admin1234 administrator
  computer internet whatever michelle jennifer samsung1 changeme secret123 test1234 testtest default1 cloudpix`.split(
    /\s+/,
  ),
);

/** A password somebody chooses: 8–72 bytes in UTF-8 and not one of the most guessed. */
export const NewPassword = z
  .string()
  .refine((text) => byteLength(text) >= min, `Please use at least ${min} characters.`)
  .refine(
    (text) => byteLength(text) <= max,
    `Please use at most ${max} bytes; most letters are one byte each.`,
  )
  .refine(
    (text) => !common.has(text.toLowerCase()),
    "This password is among the most guessed ones. Please choose another.",
  )
  // For those who count characters: there are never more of them than bytes.
  .meta({ maxLength: max });

/** A password somebody types to prove who they are: bounded, otherwise unjudged, so that the answer gives no hints. */
export const GivenPassword = z.string().max(1_024);
