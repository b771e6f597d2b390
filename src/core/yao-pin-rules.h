/* yao-pin-rules.h: which PINs are too easy to guess
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-secret.h"

G_BEGIN_DECLS

#define YAO_PIN_MIN_LENGTH 6
#define YAO_PIN_MAX_LENGTH 32
#define YAO_PIN_MIN_DIGITS 6

/**
 * YaoPinRules:
 * @YAO_PIN_GOOD: nothing is wrong with it
 * @YAO_PIN_TOO_SHORT: fewer than 6 characters
 * @YAO_PIN_TOO_LONG: more than 32 characters
 * @YAO_PIN_TOO_FEW_DIGITS: fewer than 6 digits
 * @YAO_PIN_BAD_CHARACTER: a character that cannot be typed, or no text at all
 * @YAO_PIN_REPEATS: the same digit or group again and again: 111111, 123123, 112233
 * @YAO_PIN_RUN: digits that follow each other: 123456, 8765
 * @YAO_PIN_LUCKY: 520, 521 or 1314
 * @YAO_PIN_KEYPAD: a path over the keypad: 147258, 159357
 * @YAO_PIN_DATE: a date, as birthdays are: 900517, 199005, 051790
 * @YAO_PIN_UID: a part of the person's number
 * @YAO_PIN_PHONE: a part of the person's phone number
 *
 * What speaks against a PIN. Short ones speak against themselves while somebody is still typing.
 */
typedef enum
{
  YAO_PIN_GOOD = 0,
  YAO_PIN_TOO_SHORT = 1 << 0,
  YAO_PIN_TOO_LONG = 1 << 1,
  YAO_PIN_TOO_FEW_DIGITS = 1 << 2,
  YAO_PIN_BAD_CHARACTER = 1 << 3,
  YAO_PIN_REPEATS = 1 << 4,
  YAO_PIN_RUN = 1 << 5,
  YAO_PIN_LUCKY = 1 << 6,
  YAO_PIN_KEYPAD = 1 << 7,
  YAO_PIN_DATE = 1 << 8,
  YAO_PIN_UID = 1 << 9,
  YAO_PIN_PHONE = 1 << 10
} YaoPinRules;

YaoSecret *yao_pin_fold (YaoSecret *pin) G_GNUC_WARN_UNUSED_RESULT;
YaoPinRules yao_pin_rules_check (YaoSecret *pin, const char *uid, const char *phone);

G_END_DECLS
