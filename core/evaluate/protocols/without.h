// What if this were not there? A question without some of its patches, regions and words, asked beside the whole one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/evaluate/protocols/input_removal.h"
#include "core/explain/inquiry.h"
#include "core/explain/removed_part.h"

namespace rex::evaluate {

/// The question of WHOLE, an answer of MODEL, without REMOVED: what Inquiry::ask() is asked. Patches are filled
/// (Replacement), regions and words are gone as Model::without() says; of several texts only the named one loses words.
/// Throws Error where a place or the fill is not there.
PreparedQuestion without(const OpenModel& model, const Answered& whole, const RemovedPart& removed);

/// REDUCED, the answer to such a question, with the tokens, regions and geometry of WHOLE, so that every place keeps
/// its number, and with what every answer was before (Prediction::before). An object query is called what it is more
/// surely, now or before.
Answered in_whole(const Answered& whole, const Answered& reduced);

/// EXPLANATION of the answer to WHOLE without REMOVED, in the numbering of WHOLE: what is gone has relevance 0, in maps
/// and matrices too. The same where no token is gone.
std::shared_ptr<const Explanation> in_whole(const Answered& whole, const RemovedPart& removed,
                                            std::shared_ptr<const Explanation> explanation);

/// The places of PART that REMOVED names; it has none of pixels.
std::vector<std::int64_t>& places_of(RemovedPart& removed, Part part);
const std::vector<std::int64_t>& places_of(const RemovedPart& removed, Part part);

/// PLACES of PART taken away as well or, where RESTORE is set, put back; those that may go (MAY_GO, ascending) alone.
RemovedPart changed(RemovedPart removed, Part part, const std::vector<std::int64_t>& places,
                    const std::vector<std::int64_t>& may_go, bool restore);

/// The SHARE (0…1) of the part that EXPLANATION ranks highest: of patches or regions where the model sees a picture,
/// else of words. OTHERS: all but that share. In the numbering of the answer that EXPLANATION belongs to; places that
/// must stay are left out. Throws Error where it ranks nothing.
RemovedPart marked(const Answered& answered, const Explanation& explanation, double share, bool others);

/// Reads places: "image:37" (patch or region), "text:3", "word:cat" (find_token()), "marked:20" (the 20 % that
/// EXPLANATION ranks highest) and "unmarked:20" (all but those). FILL: a Replacement's name. Throws Error with what
/// there is, also for a place that must stay.
RemovedPart parse_removed(const std::vector<std::string>& texts, const std::string& fill, const Answered& whole,
                          const Explanation& explanation);

/// "image:37,image:38,text:3": what parse_removed() reads.
std::string spelled(const RemovedPart& removed, const Answered& whole);

/// For people: "3 patches (the mean colour in their place) and the word “cat”"; empty for nothing. WORDS are those of
/// the text, as they are spelled.
std::string to_string(const RemovedPart& removed, const std::vector<std::string>& words);

}  // namespace rex::evaluate
