/* yao-listing.h: a list as a table for people, or as JSON for programs
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YaoListing YaoListing;

YaoListing *yao_listing_new (const char *const *names) G_GNUC_WARN_UNUSED_RESULT;
void yao_listing_free (YaoListing *self);

void yao_listing_add (YaoListing *self, const char *value);
void yao_listing_add_int (YaoListing *self, gint64 value);
void yao_listing_add_time (YaoListing *self, gint64 unix_seconds);
void yao_listing_print (YaoListing *self, gboolean json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoListing, yao_listing_free)

G_END_DECLS
