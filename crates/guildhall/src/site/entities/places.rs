//! Countries and regions by name, as far as we have words for them.

use crate::words::Words;

/// The name of an ISO 3166-1 code; the code itself when we have no word for it.
pub fn country(code: &str, words: Words) -> String {
    let name = match code {
        "AE" => words.entities_country_ae(),
        "AR" => words.entities_country_ar(),
        "AU" => words.entities_country_au(),
        "BE" => words.entities_country_be(),
        "BR" => words.entities_country_br(),
        "CA" => words.entities_country_ca(),
        "CH" => words.entities_country_ch(),
        "CN" => words.entities_country_cn(),
        "CZ" => words.entities_country_cz(),
        "DE" => words.entities_country_de(),
        "DK" => words.entities_country_dk(),
        "EE" => words.entities_country_ee(),
        "ES" => words.entities_country_es(),
        "FI" => words.entities_country_fi(),
        "FR" => words.entities_country_fr(),
        "GB" => words.entities_country_gb(),
        "ID" => words.entities_country_id(),
        "IN" => words.entities_country_in(),
        "IR" => words.entities_country_ir(),
        "IT" => words.entities_country_it(),
        "JP" => words.entities_country_jp(),
        "KE" => words.entities_country_ke(),
        "KR" => words.entities_country_kr(),
        "MA" => words.entities_country_ma(),
        "MY" => words.entities_country_my(),
        "NG" => words.entities_country_ng(),
        "NL" => words.entities_country_nl(),
        "NO" => words.entities_country_no(),
        "PE" => words.entities_country_pe(),
        "PL" => words.entities_country_pl(),
        "PT" => words.entities_country_pt(),
        "SE" => words.entities_country_se(),
        "SG" => words.entities_country_sg(),
        "TH" => words.entities_country_th(),
        "US" => words.entities_country_us(),
        "VN" => words.entities_country_vn(),
        other => return other.to_owned(),
    };
    name.to_owned()
}
