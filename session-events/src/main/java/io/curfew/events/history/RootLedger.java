package io.curfew.events.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks the roots as they come: each is the issuer's, follows the one before and fits the heads told between them. What
 * is told twice, as when a lost topic was filled again, is passed over. Not thread-safe.
 */
final class RootLedger {
    private final RootSignatures signatures;
    private final Consumer<StreamHead> heads;
    private final Findings findings;
    private final Runnable anew;
    private final Map<Long, byte[]> kept = new HashMap<>();
    private final Set<Long> met = new HashSet<>();
    private final TreeSet<Long> missing = new TreeSet<>();
    private final PendingBatches pending = new PendingBatches();
    private long last;
    private byte @Nullable [] lastDigest = SignedRoot.digest("");
    private @Nullable SignedRoot lastRoot;
    private @Nullable SignedRoot lastGood;
    private boolean lastKeyUnknown;
    private boolean headsKnown = true;
    private boolean begun;
    private long roots;

    /** One that hands heads on; {@code anew} says that those handed on before, and what was found, count no more. */
    RootLedger(RootSignatures signatures, Consumer<StreamHead> heads, Runnable anew, Findings findings) {
        this.signatures = signatures;
        this.heads = heads;
        this.anew = anew;
        this.findings = findings;
    }

    /** A root that somebody has kept elsewhere must be among them. */
    void keep(SignedRoot root) {
        kept.put(root.root().number(), root.digest());
    }

    void take(String key, byte[] value) {
        try {
            if (key.startsWith(HistoryRoot.KEY_PREFIX)) {
                root(SignedRoot.read(new String(value, StandardCharsets.UTF_8)));
            } else {
                HeadsBatch batch = HeadsBatch.decode(value);
                restartAt(batch);
                if (batch.number() > last) {
                    pending.add(batch, value, heads);
                }
            }
        } catch (HeadsFormatException e) {
            boolean root = key.startsWith(HistoryRoot.KEY_PREFIX);
            findings.add(
                    root ? Finding.Kind.FORGED_ROOT : Finding.Kind.HEADS_UNFIT,
                    null,
                    last + 1,
                    "a record with key " + key.replaceAll("[^ -~]", "?") + " cannot be read: " + e.getMessage());
            headsKnown = false;
            if (root) {
                last++;
                lastDigest = null;
            }
        }
    }

    /**
     * A topic whose front was lost is filled again from the first batch. Then that alone counts, and the last root from
     * before must be in it, so that nothing can be lost by it.
     */
    private void restartAt(HeadsBatch batch) {
        if (batch.number() != 1 || batch.part() != 0 || last == 0 || begun) {
            return;
        }
        if (lastGood != null) {
            kept.putIfAbsent(lastGood.root().number(), lastGood.digest());
        }
        met.clear();
        missing.clear();
        pending.clear();
        last = 0;
        lastDigest = SignedRoot.digest("");
        lastRoot = null;
        lastKeyUnknown = false;
        headsKnown = true;
        roots = 0;
        anew.run();
    }

    private void root(SignedRoot signed) {
        HistoryRoot root = signed.root();
        long number = root.number();
        if (number <= last) {
            again(signed, number);
            return;
        }
        for (long passed = last + 1; passed < number && missing.size() < Findings.LISTED; passed++) {
            missing.add(passed);
        }
        boolean follows = number == last + 1;
        RootSignatures.Answer answer = signatures.check(signed);
        boolean forged = answer == RootSignatures.Answer.INVALID;
        if (forged) {
            forged(number, "its signature is not the issuer's");
        } else if (follows && lastDigest != null && !Arrays.equals(lastDigest, root.previous())) {
            forged(lastKeyUnknown ? number - 1 : number, "root " + number + " does not follow the root before it");
        }
        byte[] keptDigest = kept.get(number);
        if (keptDigest != null) {
            met.add(number);
        }
        if (keptDigest != null && !Arrays.equals(keptDigest, signed.digest())) {
            forged(number, "it is not the one that was kept elsewhere");
        }
        begun |= number == 1 && !forged && pending.fits(root);
        if (!forged && !pending.fits(root)) {
            findings.add(Finding.Kind.HEADS_UNFIT, null, number, "its heads are not those that were signed");
            headsKnown = false;
            pending.clear();
        }
        pending.applyTo(heads);
        last = number;
        lastDigest = forged ? null : signed.digest();
        lastRoot = forged ? null : signed;
        lastGood = forged ? lastGood : signed;
        lastKeyUnknown = answer == RootSignatures.Answer.UNKNOWN_KEY;
        roots += forged ? 0 : 1;
    }

    private void again(SignedRoot signed, long number) {
        if (missing.remove(number)) {
            findings.add(Finding.Kind.ROOT_REORDERED, null, number, "it comes after a later one");
        } else if (number == last && lastDigest != null && !Arrays.equals(lastDigest, signed.digest())) {
            forged(number, "there is another root of the same number");
        }
    }

    private void forged(long number, String why) {
        findings.add(Finding.Kind.FORGED_ROOT, null, number, why);
    }

    /** All is read; the heads told must give the last root. */
    void end(Supplier<MerkleTree> tree, long events) {
        missing.forEach(number -> findings.add(Finding.Kind.ROOT_REMOVED, null, number, "it is missing"));
        kept.keySet().stream()
                .filter(number -> !met.contains(number))
                .sorted()
                .forEach(number -> findings.add(
                        Finding.Kind.ROOT_REMOVED, null, number, "it was kept elsewhere and is missing here"));
        SignedRoot signed = lastRoot;
        if (signed == null) {
            return;
        }
        if (lastKeyUnknown) {
            forged(last, "it is signed by a key that is not among the issuer's");
        } else if (headsKnown) {
            MerkleTree all = tree.get();
            HistoryRoot root = signed.root();
            if (!Arrays.equals(all.root(), root.root()) || all.size() != root.streams() || events != root.events()) {
                findings.add(Finding.Kind.HEADS_UNFIT, null, last, "all heads together do not give the signed root");
            }
        }
    }

    /** How many were good. */
    long roots() {
        return roots;
    }

    /** When the last good one was signed. */
    @Nullable
    Instant lastRootAt() {
        return lastRoot == null ? null : lastRoot.root().issuedAt();
    }
}
