/* yao-terms-form.h: from when until when, and how often
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_TERMS_FORM (yao_terms_form_get_type ())
G_DECLARE_FINAL_TYPE (YaoTermsForm, yao_terms_form, YAO, TERMS_FORM, AdwPreferencesGroup)

void yao_terms_form_set (YaoTermsForm *self, gint64 from, gint64 until, gint64 uses);
void yao_terms_form_get (YaoTermsForm *self, YaoTerms *terms);
const char *yao_terms_form_get_problem (YaoTermsForm *self, gint64 now);

G_END_DECLS
