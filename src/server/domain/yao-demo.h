/* yao-demo.h: the demonstration: an organisation with people in it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"
#include "yao-wire.h"

G_BEGIN_DECLS

/* The PIN that most people of the demonstration have. */
#define YAO_DEMO_PIN "739164"

#define YAO_DEMO_ORGANISATION "云钥演示单位"

/**
 * YaoDemoPerson:
 * @uid: the number
 * @name: the name
 * @department: department, as it stands in the certificate
 * @department_en: the same in English
 * @role: what the person is there
 * @role_en: the same in English
 * @algorithm: of the certificate
 * @begins: when the certificate begins, in days from the making of the demonstration
 * @ends: when it ends, in the same days; 0: as long as is usual
 * @has_known_pin: whether the PIN is %YAO_DEMO_PIN; otherwise it comes by SMS
 * @revoked: whether it is revoked at once
 * @hint: what to try with this person
 * @hint_en: the same in English
 *
 * A person of the demonstration.
 */
typedef struct
{
  const char *uid;
  const char *name;
  const char *phone;
  const char *department;
  const char *department_en;
  const char *role;
  const char *role_en;
  YaoCertificateAlgorithm algorithm;
  int begins;
  int ends;
  gboolean revoked;
  gboolean has_known_pin;
  const char *hint;
  const char *hint_en;
} YaoDemoPerson;

const YaoDemoPerson *yao_demo_get_people (gsize *n_people);
GBytes *yao_demo_dup_people_json (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_demo_make (YaoInstallation *installation, const char *address, GError **error);
gboolean yao_demo_make_authorizations (YaoInstallation *installation, GError **error);
gboolean yao_demo_make_pins (YaoInstallation *installation, GError **error);

G_END_DECLS
