/* yao-schema.c: the tables of the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-schema.h"

/* Times are seconds since 1970 in UTC. A migration that was released is never changed again: a
 * change to the tables is a new one at the end.
 */
static const YaoMigration migrations[] = {
  { 1, "CREATE TABLE settings ("
       "  name TEXT PRIMARY KEY,"
       "  value TEXT NOT NULL"
       ") STRICT, WITHOUT ROWID;"

       "CREATE TABLE organisations ("
       "  id INTEGER PRIMARY KEY,"
       "  name TEXT NOT NULL UNIQUE,"
       "  created INTEGER NOT NULL"
       ") STRICT;"

       /* The number of a document is kept as a salted digest and a mask only. */
       "CREATE TABLE users ("
       "  id INTEGER PRIMARY KEY,"
       "  organisation INTEGER NOT NULL REFERENCES organisations (id),"
       "  uid TEXT NOT NULL UNIQUE,"
       "  name TEXT NOT NULL,"
       "  initials TEXT NOT NULL,"
       "  phone TEXT,"
       "  document_salt BLOB,"
       "  document_hash BLOB,"
       "  document_mask TEXT,"
       "  department TEXT,"
       "  role TEXT,"
       "  active INTEGER NOT NULL CHECK (active IN (0, 1)),"
       "  created INTEGER NOT NULL,"
       "  changed INTEGER NOT NULL"
       ") STRICT;"
       "CREATE INDEX users_by_initials ON users (initials, uid);"
       "CREATE INDEX users_by_name ON users (name, uid);"

       /* Private keys, sealed under the master key, which is not in the database. */
       "CREATE TABLE keys ("
       "  id TEXT PRIMARY KEY,"
       "  purpose TEXT NOT NULL,"
       "  spki BLOB NOT NULL,"
       "  sealed BLOB NOT NULL,"
       "  master TEXT NOT NULL,"
       "  created INTEGER NOT NULL"
       ") STRICT, WITHOUT ROWID;"

       /* The service's own keys, with a certificate where they have one. */
       "CREATE TABLE authorities ("
       "  name TEXT PRIMARY KEY,"
       "  key TEXT NOT NULL REFERENCES keys (id),"
       "  certificate BLOB,"
       "  created INTEGER NOT NULL"
       ") STRICT, WITHOUT ROWID;"

       /* A lineage: one key and the certificates issued for it, one after the other. */
       "CREATE TABLE certificates ("
       "  number INTEGER PRIMARY KEY,"
       "  id TEXT NOT NULL UNIQUE,"
       "  user INTEGER NOT NULL REFERENCES users (id),"
       "  kind TEXT NOT NULL CHECK (kind IN ('cloud', 'cosigned')),"
       "  algorithm TEXT NOT NULL,"
       "  key TEXT REFERENCES keys (id),"
       "  created INTEGER NOT NULL"
       ") STRICT;"
       "CREATE INDEX certificates_by_user ON certificates (user, number);"

       "CREATE TABLE certificate_versions ("
       "  certificate INTEGER NOT NULL REFERENCES certificates (number),"
       "  version INTEGER NOT NULL CHECK (version > 0),"
       "  authority TEXT NOT NULL REFERENCES authorities (name),"
       "  serial TEXT NOT NULL UNIQUE,"
       "  not_before INTEGER NOT NULL,"
       "  not_after INTEGER NOT NULL,"
       "  der BLOB NOT NULL,"
       "  revoked_at INTEGER,"
       "  reason INTEGER,"
       "  PRIMARY KEY (certificate, version)"
       ") STRICT, WITHOUT ROWID;"
       "CREATE INDEX certificate_versions_revoked ON certificate_versions (authority, serial)"
       "  WHERE revoked_at IS NOT NULL;"

       "CREATE TABLE crls ("
       "  authority TEXT NOT NULL REFERENCES authorities (name),"
       "  number INTEGER NOT NULL,"
       "  this_update INTEGER NOT NULL,"
       "  next_update INTEGER NOT NULL,"
       "  der BLOB NOT NULL,"
       "  PRIMARY KEY (authority, number)"
       ") STRICT, WITHOUT ROWID;"

       /* What happened, for ever. The leaf is what the digest is made over; of people it holds
        * salted digests only. The names and salts are apart: to forget a person is to drop them.
        */
       "CREATE TABLE audit ("
       "  seq INTEGER PRIMARY KEY,"
       "  time INTEGER NOT NULL,"
       "  key TEXT,"
       "  act TEXT NOT NULL,"
       "  leaf BLOB NOT NULL,"
       "  hash BLOB NOT NULL CHECK (length (hash) = 32)"
       ") STRICT;"
       "CREATE INDEX audit_by_key ON audit (key, seq);"
       "CREATE TABLE audit_people ("
       "  seq INTEGER PRIMARY KEY REFERENCES audit (seq),"
       "  salt BLOB NOT NULL,"
       "  actor TEXT NOT NULL,"
       "  subject TEXT NOT NULL"
       ") STRICT;"
       "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit"
       "  BEGIN SELECT raise (ABORT, 'the audit log is only ever added to'); END;"
       "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit"
       "  BEGIN SELECT raise (ABORT, 'the audit log is only ever added to'); END;"
       "CREATE TRIGGER audit_in_order BEFORE INSERT ON audit"
       "  WHEN NEW.seq <> (SELECT coalesce (max (seq), 0) + 1 FROM audit)"
       "  BEGIN SELECT raise (ABORT, 'the audit log has no gaps'); END;"
       "CREATE TRIGGER audit_people_no_update BEFORE UPDATE ON audit_people"
       "  BEGIN SELECT raise (ABORT, 'names in the audit log are dropped, not changed'); END;" },

  /* Accounts, their PINs, devices and sessions. Of tokens there are digests only. */
  { 2, "CREATE TABLE accounts ("
       "  id INTEGER PRIMARY KEY,"
       "  holder INTEGER NOT NULL REFERENCES users (id),"
       "  user INTEGER NOT NULL REFERENCES users (id),"
       "  credential BLOB NOT NULL CHECK (length (credential) = 16),"
       "  record BLOB NOT NULL,"
       "  pin_origin TEXT NOT NULL CHECK (pin_origin IN ('issued', 'chosen')),"
       "  pin_set INTEGER NOT NULL,"
       "  pin_expires INTEGER NOT NULL,"
       "  created INTEGER NOT NULL,"
       "  UNIQUE (holder, user)"
       ") STRICT;"

       "CREATE TABLE pin_counters ("
       "  subject BLOB PRIMARY KEY CHECK (length (subject) = 32),"
       "  failures INTEGER NOT NULL,"
       "  rounds INTEGER NOT NULL,"
       "  blocked_until INTEGER NOT NULL,"
       "  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),"
       "  changed INTEGER NOT NULL"
       ") STRICT, WITHOUT ROWID;"

       "CREATE TABLE devices ("
       "  id TEXT PRIMARY KEY,"
       "  account INTEGER NOT NULL REFERENCES accounts (id),"
       "  jkt TEXT NOT NULL,"
       "  state TEXT NOT NULL CHECK (state IN ('unbound', 'active', 'suspended', 'revoked')),"
       "  created INTEGER NOT NULL,"
       "  last_used INTEGER NOT NULL,"
       "  UNIQUE (account, jkt)"
       ") STRICT, WITHOUT ROWID;"

       "CREATE TABLE sessions ("
       "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
       "  account INTEGER NOT NULL REFERENCES accounts (id),"
       "  device TEXT NOT NULL REFERENCES devices (id),"
       "  refresh_hash BLOB NOT NULL UNIQUE CHECK (length (refresh_hash) = 32),"
       "  created INTEGER NOT NULL,"
       "  last_used INTEGER NOT NULL,"
       "  checked INTEGER NOT NULL"
       ") STRICT;"
       "CREATE INDEX sessions_by_account ON sessions (account);"

       "CREATE TABLE grants ("
       "  id TEXT PRIMARY KEY,"
       "  account INTEGER NOT NULL REFERENCES accounts (id),"
       "  device TEXT NOT NULL REFERENCES devices (id),"
       "  created INTEGER NOT NULL,"
       "  expires INTEGER NOT NULL"
       ") STRICT, WITHOUT ROWID;"
       "CREATE INDEX grants_by_account ON grants (account, device);"

       "CREATE TABLE operations ("
       "  account INTEGER NOT NULL REFERENCES accounts (id),"
       "  jkt TEXT NOT NULL,"
       "  key TEXT NOT NULL,"
       "  target TEXT NOT NULL,"
       "  body_hash BLOB NOT NULL CHECK (length (body_hash) = 32),"
       "  status INTEGER NOT NULL,"
       "  reply BLOB NOT NULL,"
       "  created INTEGER NOT NULL,"
       "  PRIMARY KEY (account, jkt, key)"
       ") STRICT, WITHOUT ROWID;"
       "CREATE INDEX operations_by_time ON operations (created);"

       "CREATE TABLE events ("
       "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
       "  account INTEGER NOT NULL REFERENCES accounts (id),"
       "  time INTEGER NOT NULL,"
       "  kind TEXT NOT NULL,"
       "  certificate TEXT,"
       "  subject TEXT"
       ") STRICT;"
       "CREATE INDEX events_by_account ON events (account, id);"

       /* Once a message was sent its text and code are gone. */
       "CREATE TABLE sms ("
       "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
       "  time INTEGER NOT NULL,"
       "  phone TEXT NOT NULL,"
       "  uid TEXT NOT NULL,"
       "  purpose TEXT NOT NULL,"
       "  text TEXT,"
       "  code TEXT"
       ") STRICT;"
       "CREATE INDEX sms_waiting ON sms (id) WHERE text IS NOT NULL;" },

  /* Notices are found anew each time; what is kept is which ones a person has read. */
  { 3, "CREATE TABLE dismissals ("
       "  account INTEGER NOT NULL REFERENCES accounts (id),"
       "  notice TEXT NOT NULL,"
       "  time INTEGER NOT NULL,"
       "  PRIMARY KEY (account, notice)"
       ") STRICT, WITHOUT ROWID;" },

  /* Handwritten signatures. Of a version that was deleted, or is very old, the files are gone. */
  { 4, "CREATE TABLE signature_images ("
       "  certificate INTEGER NOT NULL REFERENCES certificates (number),"
       "  version INTEGER NOT NULL CHECK (version > 0),"
       "  uid TEXT NOT NULL,"
       "  device TEXT NOT NULL,"
       "  created INTEGER NOT NULL,"
       "  deleted INTEGER NOT NULL,"
       "  width INTEGER NOT NULL,"
       "  height INTEGER NOT NULL,"
       "  png BLOB,"
       "  inkml BLOB,"
       "  PRIMARY KEY (certificate, version)"
       ") STRICT;" },

  /* Authorizations. What stands about the grantee is a copy, for the indexes of a list: each has
   * the grantor, the state and one column, so that a page is found without a look at the rows.
   */
  { 5,
    "CREATE TABLE authorizations ("
    "  number INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  holder_uid TEXT NOT NULL,"
    "  holder INTEGER REFERENCES users (id)," /* NULL: nobody has this number */
    "  grantee INTEGER NOT NULL REFERENCES users (id),"
    "  submitter INTEGER NOT NULL REFERENCES users (id),"
    "  certificate TEXT REFERENCES certificates (id),"
    "  state TEXT NOT NULL"
    "    CHECK (state IN ('pending', 'active', 'frozen', 'expired', 'deleted')),"
    "  was_frozen INTEGER NOT NULL CHECK (was_frozen IN (0, 1)),"
    "  version INTEGER NOT NULL,"
    "  uid TEXT NOT NULL,"
    "  name TEXT NOT NULL,"
    "  initials TEXT NOT NULL,"
    "  phone TEXT NOT NULL,"
    "  phone_tail TEXT NOT NULL," /* turned round */
    "  document_kind TEXT NOT NULL,"
    "  document TEXT NOT NULL,"
    "  known INTEGER NOT NULL CHECK (known IN (0, 1)),"
    "  begins INTEGER NOT NULL,"
    "  ends INTEGER NOT NULL CHECK (ends > begins),"
    "  uses INTEGER NOT NULL CHECK (uses > 0),"
    "  uses_left INTEGER NOT NULL CHECK (uses_left BETWEEN 0 AND uses),"
    "  pin TEXT NOT NULL CHECK (pin IN ('none', 'waiting', 'sent', 'failed')),"
    "  created INTEGER NOT NULL,"
    "  changed INTEGER NOT NULL,"
    "  CHECK (state IN ('pending', 'deleted') OR certificate IS NOT NULL)"
    ") STRICT;"
    "CREATE INDEX authorizations_by_change ON authorizations (holder, state, changed);"
    "CREATE INDEX authorizations_by_name ON authorizations (holder, state, name);"
    "CREATE INDEX authorizations_by_number ON authorizations (holder, state, uid);"
    "CREATE INDEX authorizations_by_end ON authorizations (holder, state, ends);"
    "CREATE INDEX authorizations_by_uses ON authorizations (holder, state, uses_left);"
    "CREATE INDEX authorizations_by_initials ON authorizations (holder, state, initials);"
    "CREATE INDEX authorizations_by_phone ON authorizations (holder, state, phone_tail);"
    "CREATE INDEX authorizations_by_grantee ON authorizations (grantee);"
    "CREATE INDEX authorizations_by_submitter ON authorizations (submitter);"
    "CREATE INDEX authorizations_of_account ON authorizations (uid, holder_uid);"
    "CREATE INDEX authorizations_ending ON authorizations (ends)"
    "  WHERE state IN ('active', 'frozen');"
    "CREATE INDEX authorizations_waiting ON authorizations (number) WHERE pin = 'waiting';"

    "CREATE TABLE authorization_uses ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  authorization INTEGER NOT NULL REFERENCES authorizations (number),"
    "  time INTEGER NOT NULL,"
    "  uid TEXT NOT NULL,"
    "  device TEXT NOT NULL,"
    "  purpose TEXT"
    ") STRICT;"
    "CREATE INDEX authorization_uses_by_authorization"
    "  ON authorization_uses (authorization, id);"

    /* How many there are in each state, and for each person a number that
     * tells whether any of his lists changed.
     */
    "CREATE TABLE authorization_counts ("
    "  holder INTEGER NOT NULL,"
    "  state TEXT NOT NULL,"
    "  n INTEGER NOT NULL CHECK (n >= 0),"
    "  PRIMARY KEY (holder, state)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE authorization_lists ("
    "  user INTEGER PRIMARY KEY,"
    "  version INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TRIGGER authorizations_added AFTER INSERT ON authorizations BEGIN"
    "  INSERT INTO authorization_counts (holder, state, n)"
    "    SELECT NEW.holder, NEW.state, 1 WHERE NEW.holder IS NOT NULL"
    "    ON CONFLICT (holder, state) DO UPDATE SET n = n + 1;"
    "  INSERT INTO authorization_lists (user, version)"
    "    SELECT id, 1 FROM users WHERE id IN (NEW.holder, NEW.grantee, NEW.submitter)"
    "    ON CONFLICT (user) DO UPDATE SET version = version + 1;"
    " END;"
    "CREATE TRIGGER authorizations_moved AFTER UPDATE OF state ON authorizations"
    "  WHEN OLD.state <> NEW.state AND NEW.holder IS NOT NULL BEGIN"
    "  UPDATE authorization_counts SET n = n - 1"
    "    WHERE holder = OLD.holder AND state = OLD.state;"
    "  INSERT INTO authorization_counts (holder, state, n) VALUES (NEW.holder, NEW.state, 1)"
    "    ON CONFLICT (holder, state) DO UPDATE SET n = n + 1;"
    " END;"
    "CREATE TRIGGER authorizations_changed AFTER UPDATE ON authorizations BEGIN"
    "  INSERT INTO authorization_lists (user, version)"
    "    SELECT id, 1 FROM users WHERE id IN (NEW.holder, NEW.grantee, NEW.submitter)"
    "    ON CONFLICT (user) DO UPDATE SET version = version + 1;"
    " END;"
    "CREATE TRIGGER authorizations_kept BEFORE DELETE ON authorizations"
    "  BEGIN SELECT raise (ABORT, 'authorizations are marked as deleted, never dropped'); END;" },

  /* What a check of the PIN approves, until it is done; and each use of a key: reserved before the
   * signature is made, returned where none was released.
   */
  { 6, "ALTER TABLE sessions ADD COLUMN approval TEXT;"
       "CREATE TABLE uses ("
       "  id BLOB PRIMARY KEY CHECK (length (id) = 16),"
       "  certificate INTEGER NOT NULL REFERENCES certificates (number),"
       "  version INTEGER NOT NULL,"
       "  authorization TEXT,"
       "  uid TEXT NOT NULL,"
       "  device TEXT NOT NULL,"
       "  name TEXT NOT NULL,"
       "  digest BLOB NOT NULL CHECK (length (digest) = 32),"
       "  state TEXT NOT NULL CHECK (state IN ('reserved', 'done', 'returned')),"
       "  created INTEGER NOT NULL"
       ") STRICT, WITHOUT ROWID;"
       "CREATE INDEX uses_by_certificate ON uses (certificate, created);"
       "CREATE INDEX uses_by_authorization ON uses (authorization, created)"
       "  WHERE authorization IS NOT NULL;" },
};

/**
 * yao_schema_migrate:
 * @database: a database
 * @error: return location
 *
 * Brings the tables to the newest version; see yao_database_migrate().
 *
 * Returns: %TRUE if they are
 */
gboolean
yao_schema_migrate (YaoDatabase *database, GError **error)
{
  return yao_database_migrate (database, migrations, G_N_ELEMENTS (migrations), error);
}

/**
 * yao_schema_open:
 * @path: the database's file
 * @error: return location
 *
 * Opens the service's database, made or upgraded where needed.
 *
 * Returns: (transfer full): the database
 */
YaoDatabase *
yao_schema_open (const char *path, GError **error)
{
  g_autoptr (YaoDatabase) database = yao_database_open (path, error);

  if (database == NULL || !yao_schema_migrate (database, error))
    return NULL;
  return g_steal_pointer (&database);
}

/**
 * yao_schema_get_version:
 *
 * Gets the newest version of the tables.
 *
 * Returns: the version
 */
int
yao_schema_get_version (void)
{
  return migrations[G_N_ELEMENTS (migrations) - 1].version;
}
