/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.EmailTrait;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraitSetTest {

    @Test
    void equalsAnyOtherSetOfTheSameTraits() {
        for (EmailTrait one : EmailTrait.values()) {
            for (EmailTrait other : EmailTrait.values()) {
                Set<EmailTrait> expected = EnumSet.of(one, other);

                TraitSet set = TraitSet.of(one, other);

                assertThat(set).isEqualTo(expected).hasSameHashCodeAs(expected).hasSameSizeAs(expected);
                assertThat(TraitSet.copyOf(expected)).isSameAs(set);
                assertThat(TraitSet.of(one).with(other)).isSameAs(set);
                assertThat(TraitSet.of(one).with(TraitSet.of(other))).isSameAs(set);
            }
        }
    }

    @Test
    void iteratesInTheOrderOfTheEnum() {
        assertThat(TraitSet.of(EmailTrait.ALIAS, EmailTrait.DISPOSABLE, EmailTrait.PUBLIC))
                .containsExactly(EmailTrait.DISPOSABLE, EmailTrait.PUBLIC, EmailTrait.ALIAS);
        assertThat(TraitSet.of(EmailTrait.values())).containsExactly(EmailTrait.values());

        Iterator<EmailTrait> none = TraitSet.none().iterator();
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void holdsNothingElse() {
        assertThat(TraitSet.none()).isEmpty();
        assertThat(TraitSet.of(EmailTrait.RELAY).contains(EmailTrait.ALIAS)).isFalse();
        assertThat(TraitSet.of(EmailTrait.RELAY).contains(null)).isFalse();
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> TraitSet.none().add(EmailTrait.RELAY))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> TraitSet.of(EmailTrait.RELAY).remove(EmailTrait.RELAY))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
