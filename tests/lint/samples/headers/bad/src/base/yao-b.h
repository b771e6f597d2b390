/* yao-b.h: guards of the old kind
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#ifndef YAO_B_H
#define YAO_B_H

#endif