"""What the simulator remembers of each account: settings, faults, the call log, and fields that moto forgets."""

import collections
import threading


class Account:
    """The state of one account; parallel tests have one each, so they cannot disturb each other."""

    def __init__(self, account_id):
        self.id = account_id
        self.settings = {"pageSize": None, "enabledRegions": None, "policy": None, "tokenDelay": None}
        self.pages = collections.OrderedDict()  # token -> (result without its lists, items, offset, page)
        self.page_of_token = {}
        self.kept = collections.defaultdict(dict)  # (service, region) -> what moto drops, by resource
        self.ghosts = collections.defaultdict(dict)  # region -> arn -> tags
        self.stacks = collections.defaultdict(dict)  # region -> stack id -> Stack
        self.pretended = []
        self.types = {}  # type name -> schema, of types that a test registered
        self.models = collections.defaultdict(dict)  # region -> (type, identifier) -> a resource that no stack made
        self.reset_calls()

    def reset_calls(self):
        self.log, self.running, self.peak = [], 0, 0


class Accounts:
    """All accounts, and which access key belongs to which."""

    def __init__(self):
        self.lock = threading.Lock()
        self._accounts, self._keys = {}, {}
        self._opened, self._organizations = set(), {}
        self.members = set()  # accounts that are in an organization and do not manage it

    def get(self, account_id):
        with self.lock:
            if account_id not in self._accounts:
                self._accounts[account_id] = Account(account_id)
            return self._accounts[account_id]

    def all(self):
        with self.lock:
            return list(self._accounts.values())

    def remember_key(self, access_key, account_id, principal, seeding):
        with self.lock:
            self._keys[access_key] = (account_id, principal, seeding)

    def open(self, account_id):
        """A test has the account for its own: its roles are what the test made."""
        with self.lock:
            self._opened.add(account_id)

    def is_opened(self, account_id):
        return account_id in self._opened

    def join(self, organization, management, members):
        with self.lock:
            self._organizations |= dict.fromkeys([management, *members], organization)
            self.members |= set(members)

    def organization_of(self, account_id):
        return self._organizations.get(account_id)

    def principal_of(self, access_key):
        known = self.of_key(access_key)
        return known and known[1]

    def of_key(self, access_key):
        """(account, principal ARN, whether it is a seeding key) or None for a key that was not given out here."""
        with self.lock:
            return self._keys.get(access_key)


ACCOUNTS = Accounts()
