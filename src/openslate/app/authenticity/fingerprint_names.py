"""What fingerprints are called where registers ask each other."""

from openslate.authenticity.fingerprints.kinds import FingerprintKind

FINGERPRINT_NAMES = {
    FingerprintKind.PICTURE: "org.openslate.pdq.1",
    FingerprintKind.SOUND: "org.openslate.chromaprint.1",
}
