/* SPDX-License-Identifier: Apache-2.0 */
package example

import io.github.notdisposable.EmailPolicy
import io.github.notdisposable.NotDisposable
import jakarta.validation.constraints.Email
import jakarta.validation.constraints.NotBlank

/** `@field:` puts a constraint on the field, where a validator looks for it. */
data class SignUp(@field:NotBlank @field:Email @field:NotDisposable val email: String)

/** A nullable value is valid where it is null. */
data class Invitation(@field:NotDisposable(policy = EmailPolicy.BUSINESS_ONLY) val email: String?)

/** The elements of a list; the compiler needs `-Xemit-jvm-type-annotations` for it. */
data class Newsletter(val emails: List<@NotDisposable String>)

/** Without `@field:` the constraint stands on the parameter of the constructor, and validating the object does not look there. */
data class WithoutField(@param:NotDisposable val email: String)
