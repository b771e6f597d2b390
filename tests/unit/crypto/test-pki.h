/* test-pki.h: a small hierarchy of certificates to test with
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-x509-issue.h"

#define TEST_NOW G_GINT64_CONSTANT (1772352000) /* 2026-03-01T08:00:00Z */
#define TEST_DAY G_GINT64_CONSTANT (86400)

typedef struct
{
  YaoKey *root_key;
  YaoKey *sub_key;
  YaoKey *leaf_key;
  GBytes *root; /* valid for 20 years from a year before TEST_NOW on */
  GBytes *sub;  /* path length 0, ten years */
  GBytes *leaf; /* two years */
} TestPki;

TestPki *test_pki_new (YaoKeyAlgorithm algorithm);
void test_pki_free (TestPki *pki);

YaoX509Template test_pki_root_template (void);
YaoX509Template test_pki_sub_template (void);
YaoX509Template test_pki_leaf_template (void);
GBytes *test_pki_issue (const YaoX509Template *template_,
                        const YaoKey *subject,
                        GBytes *issuer,
                        const YaoKey *issuer_key);

GPtrArray *test_list (GBytes *first, ...) G_GNUC_NULL_TERMINATED;
GBytes *test_flip (GBytes *bytes, gsize at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPki, test_pki_free)
