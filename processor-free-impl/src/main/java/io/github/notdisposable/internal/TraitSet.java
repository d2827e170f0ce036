/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import io.github.notdisposable.EmailTrait;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable set of traits. There is one object for each combination, so that a check creates none; it iterates in the order of
 * {@link EmailTrait}.
 */
public final class TraitSet extends AbstractSet<EmailTrait> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final EmailTrait[] TRAITS = EmailTrait.values();
    private static final TraitSet[] ALL = new TraitSet[1 << TRAITS.length];

    static {
        for (int bits = 0; bits < ALL.length; bits++) {
            ALL[bits] = new TraitSet(bits);
        }
    }

    private final transient int bits;

    private TraitSet(int bits) {
        this.bits = bits;
    }

    /** {@return the set without a trait} */
    public static TraitSet none() {
        return ALL[0];
    }

    /** {@return the set of these traits} */
    public static TraitSet of(EmailTrait... traits) {
        int bits = 0;
        for (EmailTrait trait : traits) {
            bits |= bit(trait);
        }
        return ALL[bits];
    }

    /**
     * Returns the set of the traits in a collection.
     *
     * @param traits the traits
     * @return the set; the collection itself if it is one
     * @throws NullPointerException if the collection holds null
     */
    public static TraitSet copyOf(Collection<EmailTrait> traits) {
        if (traits instanceof TraitSet set) {
            return set;
        }
        int bits = 0;
        for (EmailTrait trait : traits) {
            bits |= bit(trait);
        }
        return ALL[bits];
    }

    /** {@return this set and one trait more} */
    public TraitSet with(EmailTrait trait) {
        return ALL[bits | bit(trait)];
    }

    /** {@return this set and those of another} */
    public TraitSet with(TraitSet others) {
        return ALL[bits | others.bits];
    }

    @Override
    public boolean contains(@Nullable Object trait) {
        return trait instanceof EmailTrait known && (bits & bit(known)) != 0;
    }

    @Override
    public boolean isEmpty() {
        return bits == 0;
    }

    @Override
    public int size() {
        return Integer.bitCount(bits);
    }

    @Override
    public Iterator<EmailTrait> iterator() {
        return new Iterator<>() {
            private int left = bits;

            @Override
            public boolean hasNext() {
                return left != 0;
            }

            @Override
            public EmailTrait next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                EmailTrait next = TRAITS[Integer.numberOfTrailingZeros(left)];
                left &= left - 1;
                return next;
            }
        };
    }

    @Serial
    private Object writeReplace() {
        return new Form(List.copyOf(this));
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A set of traits is read by its form alone");
    }

    /** What is written: the traits by name, as their order may change. */
    private record Form(List<EmailTrait> traits) implements Serializable {

        @Serial
        private Object readResolve() {
            return copyOf(traits);
        }
    }

    @SuppressWarnings(
            "EnumOrdinal") // As EnumSet does: the bits are never kept or sent, so another order of the constants harms
    // nobody.
    private static int bit(EmailTrait trait) {
        return 1 << trait.ordinal();
    }
}
