/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.faces;

import io.github.notdisposable.checker.CallerLocale;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import java.util.Locale;

/**
 * Makes the locale of the view that of the caller, in each phase that has a view: bean validation then speaks it with every provider.
 *
 * <p>Faces finds it through {@code META-INF/faces-config.xml}. Thread-safe.
 */
public final class ViewLocale implements PhaseListener {

    private static final long serialVersionUID = 1L;

    /** Creates a listener; Faces does. */
    public ViewLocale() {}

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.ANY_PHASE;
    }

    @Override
    public void beforePhase(PhaseEvent event) {
        FacesContext context = event.getFacesContext();
        close(context);
        if (context.getViewRoot() != null) {
            context.getAttributes().put(ViewLocale.class, CallerLocale.open(of(context)));
        }
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        close(event.getFacesContext());
    }

    static Locale of(FacesContext context) {
        UIViewRoot view = context.getViewRoot();
        Locale locale = view == null ? null : view.getLocale();
        return locale == null ? CallerLocale.current() : locale;
    }

    private static void close(FacesContext context) {
        if (context.getAttributes().remove(ViewLocale.class) instanceof CallerLocale.Scope open) {
            open.close();
        }
    }
}
