/* yao-message.h: messages that are described by a table
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YaoMessageType:
 *
 * What a member of a message is, and what stands for it in the struct: char *, GBytes *, gint64,
 * gboolean, gint64 seconds since 1970, a struct of its own, a #GPtrArray of structs. Of the
 * optional ones, a member that is absent or null is %NULL, or 0 for a number or a time.
 */
typedef enum
{
  YAO_MESSAGE_TEXT,
  YAO_MESSAGE_OPTIONAL_TEXT,
  YAO_MESSAGE_SECRET_TEXT, /* wiped when freed */
  YAO_MESSAGE_OPTIONAL_SECRET_TEXT,
  YAO_MESSAGE_BYTES,
  YAO_MESSAGE_INT,
  YAO_MESSAGE_OPTIONAL_INT,
  YAO_MESSAGE_BOOLEAN,
  YAO_MESSAGE_TIME,
  YAO_MESSAGE_OPTIONAL_TIME,
  YAO_MESSAGE_OBJECT,
  YAO_MESSAGE_OPTIONAL_OBJECT,
  YAO_MESSAGE_ARRAY
} YaoMessageType;

typedef struct _YaoMessageShape YaoMessageShape;

/**
 * YaoMessageField:
 * @name: the member's name
 * @type: what it is
 * @offset: where it is in the struct
 * @minimum: the least number, or the fewest bytes
 * @maximum: the largest number, or the most bytes, or the most items
 * @shape: (nullable): of the object, or of each item
 *
 * One member of a message.
 */
typedef struct
{
  const char *name;
  YaoMessageType type;
  gsize offset;
  gint64 minimum;
  gint64 maximum;
  const YaoMessageShape *shape;
} YaoMessageField;

/**
 * YaoMessageShape:
 * @name: what the message is, for error messages
 * @size: of the struct
 * @fields: the members, in the order in which they are written
 * @n_fields: how many
 *
 * A kind of message.
 */
struct _YaoMessageShape
{
  const char *name;
  gsize size;
  const YaoMessageField *fields;
  gsize n_fields;
};

/**
 * YaoMessageReader:
 *
 * Who reads: a client passes over members that it does not know, a service refuses them.
 */
typedef enum
{
  YAO_MESSAGE_CLIENT,
  YAO_MESSAGE_SERVICE
} YaoMessageReader;

gpointer yao_message_new (const YaoMessageShape *shape) G_GNUC_WARN_UNUSED_RESULT;
void yao_message_free (const YaoMessageShape *shape, gpointer message);
GBytes *yao_message_encode (const YaoMessageShape *shape,
                            gconstpointer message) G_GNUC_WARN_UNUSED_RESULT;
gpointer yao_message_decode (const YaoMessageShape *shape,
                             GBytes *body,
                             YaoMessageReader reader,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * YAO_MESSAGE_DECLARE:
 * @Type: the struct
 * @type: the prefix of its functions
 *
 * Declares the four functions of a message: new, free, encode and decode.
 */
#define YAO_MESSAGE_DECLARE(Type, type)                                                            \
  Type *type##_new (void) G_GNUC_WARN_UNUSED_RESULT;                                               \
  void type##_free (Type *self);                                                                   \
  GBytes *type##_encode (const Type *self) G_GNUC_WARN_UNUSED_RESULT;                              \
  Type *type##_decode (GBytes *body, YaoMessageReader reader, GError **error)                      \
      G_GNUC_WARN_UNUSED_RESULT;                                                                   \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, type##_free)

/**
 * YAO_MESSAGE_DEFINE:
 * @Type: the struct
 * @type: the prefix of its functions
 *
 * Defines the shape of a message from the table type_fields, and its four functions.
 */
#define YAO_MESSAGE_DEFINE(Type, type)                                                             \
  static const YaoMessageShape type##_shape                                                        \
      = { #Type, sizeof (Type), type##_fields, G_N_ELEMENTS (type##_fields) };                     \
  Type *type##_new (void)                                                                          \
  {                                                                                                \
    return yao_message_new (&type##_shape);                                                        \
  }                                                                                                \
  void type##_free (Type *self)                                                                    \
  {                                                                                                \
    yao_message_free (&type##_shape, self);                                                        \
  }                                                                                                \
  GBytes *type##_encode (const Type *self)                                                         \
  {                                                                                                \
    return yao_message_encode (&type##_shape, self);                                               \
  }                                                                                                \
  Type *type##_decode (GBytes *body, YaoMessageReader reader, GError **error)                      \
  {                                                                                                \
    return yao_message_decode (&type##_shape, body, reader, error);                                \
  }

G_END_DECLS
