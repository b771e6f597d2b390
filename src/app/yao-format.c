/* yao-format.c: dates, times and kinds in the words of the user
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-format.h"

#include <glib/gi18n.h>

static char *
format_local (gint64 unix_seconds, const char *format)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (unix_seconds);

  return when != NULL ? g_date_time_format (when, format) : g_strdup ("–");
}

/**
 * yao_format_date:
 * @unix_seconds: a time
 *
 * Writes a day, in the time zone of the user.
 *
 * Returns: (transfer full): a text such as “3 Jan 2027”
 */
char *
yao_format_date (gint64 unix_seconds)
{
  /* Translators: a day for g_date_time_format (), such as “3 Jan 2027”. */
  return format_local (unix_seconds, C_ ("date", "%-d %b %Y"));
}

/**
 * yao_format_time:
 * @unix_seconds: a time
 *
 * Writes a day and a time with seconds, in the time zone of the user, as certificates' details
 * need it.
 *
 * Returns: (transfer full): a text such as “3 Jan 2027, 10:20:05”
 */
char *
yao_format_time (gint64 unix_seconds)
{
  /* Translators: a day and a time for g_date_time_format (). */
  return format_local (unix_seconds, C_ ("date", "%-d %b %Y, %H:%M:%S"));
}

/**
 * yao_format_moment:
 * @unix_seconds: a time
 *
 * Writes a day and a time to the minute.
 *
 * Returns: (transfer full): a text such as “3 Jan 2027, 10:20”
 */
char *
yao_format_moment (gint64 unix_seconds)
{
  /* Translators: a day and a time to the minute for g_date_time_format (). */
  return format_local (unix_seconds, C_ ("date", "%-d %b %Y, %H:%M"));
}

/**
 * yao_format_days_left:
 * @days: whole days until the end; negative when it is over
 *
 * Writes how much longer something is valid.
 *
 * Returns: (transfer full): a text such as “20 days left”
 */
char *
yao_format_days_left (int days)
{
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), days);
  if (days == 0)
    return g_strdup (_ ("Ends within a day"));

  return g_strdup_printf (ngettext ("Ended %d day ago", "Ended %d days ago", (gulong) -days),
                          -days);
}

/**
 * yao_format_key_kind:
 * @kind: where a key is
 *
 * Names where a key is.
 *
 * Returns: the name
 */
const char *
yao_format_key_kind (YaoKeyKind kind)
{
  return kind == YAO_KEY_KIND_COSIGNED ? _ ("Co-signed key") : _ ("Cloud-held key");
}

/**
 * yao_format_key:
 * @certificate: a certificate
 *
 * Names where the key of a certificate is, and its algorithm.
 *
 * Returns: (transfer full): a text such as “Cloud-held key · SM2”
 */
char *
yao_format_key (YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  return g_strdup_printf (
      "%s · %s", yao_format_key_kind (yao_certificate_get_key_kind (certificate)),
      yao_certificate_algorithm_get_label (yao_certificate_get_algorithm (certificate)));
}

/**
 * yao_format_whose:
 * @certificate: a certificate
 *
 * Says whether the certificate is the user's own, or whose.
 *
 * Returns: (transfer full): a text such as “My certificate”
 */
char *
yao_format_whose (YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  if (yao_certificate_get_role (certificate) == YAO_CERTIFICATE_ROLE_OWNER)
    return g_strdup (_ ("My certificate"));

  /* Translators: the name of the person whose certificate it is. */
  return g_strdup_printf (_ ("Authorised by %s"), yao_certificate_get_holder_name (certificate));
}

/**
 * yao_format_holder:
 * @certificate: a certificate
 *
 * Says what is known of the holder beside the name: number, department, position.
 *
 * Returns: (transfer full): a text such as “10001 · Cardiology · Physician”
 */
char *
yao_format_holder (YaoCertificate *certificate)
{
  GString *text;
  const char *parts[2];

  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  parts[0] = yao_certificate_get_department (certificate);
  parts[1] = yao_certificate_get_role_title (certificate);
  text = g_string_new (yao_certificate_get_holder_uid (certificate));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (text, " · %s", parts[i]);

  return g_string_free (text, FALSE);
}

/**
 * yao_format_serial:
 * @hex: a serial number in hexadecimal digits
 *
 * Writes a serial number so that it can be read out: capital digits in groups of four.
 *
 * Returns: (transfer full): a text such as “1A2B 3C4D”
 */
char *
yao_format_serial (const char *hex)
{
  g_autofree char *upper = NULL;

  g_return_val_if_fail (hex != NULL, NULL);

  upper = g_ascii_strup (hex, -1);
  return yao_hex_group (upper, 4, " ");
}

/**
 * yao_format_state:
 * @state: a state
 *
 * Names the state of a certificate.
 *
 * Returns: the name
 */
const char *
yao_format_state (YaoCertificateState state)
{
  switch (state)
    {
    case YAO_CERTIFICATE_STATE_EXPIRED:
      return _ ("Expired");
    case YAO_CERTIFICATE_STATE_REVOKED:
      return _ ("Revoked");
    case YAO_CERTIFICATE_STATE_NOT_YET_VALID:
      return _ ("Not valid yet");
    case YAO_CERTIFICATE_STATE_ACTIVE:
    default:
      return _ ("Valid");
    }
}

/**
 * yao_format_revocation_reason:
 * @reason: (nullable): the reason as RFC 5280 section 5.3.1 names it
 *
 * Says why a certificate was revoked.
 *
 * Returns: (nullable): a sentence without full stop; %NULL when no reason is known
 */
const char *
yao_format_revocation_reason (const char *reason)
{
  static const struct
  {
    const char *name;
    const char *text;
  } reasons[] = {
    { "keyCompromise", N_ ("The key may be known to others") },
    { "cACompromise", N_ ("The issuer's key may be known to others") },
    { "affiliationChanged", N_ ("The holder has changed position or organisation") },
    { "superseded", N_ ("A new certificate took its place") },
    { "cessationOfOperation", N_ ("The certificate is no longer needed") },
    { "certificateHold", N_ ("The certificate is on hold") },
    { "privilegeWithdrawn", N_ ("The holder may no longer use it") },
  };

  for (guint i = 0; reason != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_ascii_strcasecmp (reasons[i].name, reason) == 0)
      return _ (reasons[i].text);

  return NULL;
}

/**
 * yao_format_trust:
 * @trust: how far a service is trusted
 *
 * Names how far a service is trusted.
 *
 * Returns: the name
 */
const char *
yao_format_trust (YaoServiceTrust trust)
{
  return trust == YAO_SERVICE_TRUST_SIGNED ? _ ("Verified") : _ ("Not verified");
}
